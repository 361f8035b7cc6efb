package gen

import "github.com/tinsmith-go/tinsmith/model"

// Select returns svc cut to the operations that cfg selects and the shapes that these reach; svc isn't
// changed. Only Fset, Operations and Exclude of cfg matter. Its errors are those that Generate has about
// them.
func Select(cfg Config, svc *model.Service) (*model.Service, error) {
	s, err := run(cfg, svc, "rename")
	if err != nil {
		return nil, err
	}
	return s.svc, nil
}

// Check says whether Generate can make the client that cfg asks for, without printing it: its errors are
// those of Generate.
func Check(cfg Config, svc *model.Service) error {
	cfg.Docs = "none" // they take time and decide nothing
	_, err := run(cfg, svc, "emit")
	return err
}

// SupportedAuth lists the auth schemes that clients have, by shape id.
func SupportedAuth() []string { return []string{model.SchemeSigV4, model.SchemeNoAuth} }
