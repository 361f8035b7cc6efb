package gen_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"go/token"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
	"github.com/tinsmith-go/tinsmith/out/kitchensink"
)

// The texts and numbers that stand in sensitive members and in others.
const (
	secretText, openText     = "s3cret-text", "0pen-text"
	secretNumber, openNumber = 113, 42
)

// sample returns parameters for a value with every member set, and recursion cut off. A secret is marked as one.
func sample(s *model.Shape, secret bool, depth int) any {
	secret = secret || s.Sensitive
	switch s.Type {
	case model.Structure:
		out := map[string]any{}
		for _, m := range s.Members {
			if depth < 5 || !nests(m.Target) {
				out[m.Name] = sample(m.Target, secret || m.Sensitive, depth+1)
			}
		}
		return out
	case model.Union:
		m := s.Members[0]
		if depth > 5 {
			return map[string]any{}
		}
		return map[string]any{m.Name: sample(m.Target, secret || m.Sensitive, depth+1)}
	case model.List:
		if depth > 5 {
			return []any{}
		}
		return []any{sample(s.Elem().Target, secret || s.Elem().Sensitive, depth+1)}
	case model.Map:
		key := fmt.Sprint(sample(s.Key().Target, secret || s.Key().Sensitive, depth+1))
		if depth > 5 {
			return map[string]any{}
		}
		return map[string]any{key: sample(s.Elem().Target, secret || s.Elem().Sensitive, depth+1)}
	case model.Boolean:
		return true
	case model.String, model.Enum, model.Blob, model.Document:
		if secret {
			return secretText
		}
		return openText
	}
	if secret {
		return secretNumber
	}
	return openNumber
}

func nests(s *model.Shape) bool { return s.Type == model.Structure || s.Type == model.Union }

// loggedBy returns what slog's two handlers write of a value.
func loggedBy(v any) string {
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", v)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("", "v", v)
	return b.String()
}

// revealed returns what a log tells of a secret, or "".
func revealed(log string) string {
	for _, text := range []string{secretText, base64.StdEncoding.EncodeToString([]byte(secretText)), fmt.Sprint([]byte(secretText))} {
		if strings.Contains(log, text) {
			return text
		}
	}
	return ""
}

func TestSecretsStayOutOfLogs(t *testing.T) {
	res, err := load.Load(token.NewFileSet(), readModels(t, clients(t)[1].smithy), "")
	if err != nil {
		t.Fatal(err)
	}
	in := &interpreter{client: kitchen}
	hidden := 0
	for _, op := range res.Service.Operations {
		method, ok := reflect.TypeFor[*kitchensink.Client]().MethodByName(op.Name)
		if !ok {
			t.Fatalf("no method %s", op.Name)
		}
		for typ, s := range map[reflect.Type]*model.Shape{method.Type.In(2): op.Input, method.Type.Out(0): op.Output} {
			if s == nil || hasStream(s) {
				continue
			}
			v := reflect.New(typ.Elem())
			if err := in.build(v.Elem(), s, sample(s, false, 0)); err != nil {
				t.Fatalf("%s: %v", s.ID, err)
			}
			log := loggedBy(v.Interface()) + loggedBy(v.Elem().Interface())
			if text := revealed(log); text != "" {
				t.Errorf("%s shows %q in\n%s", typ, text, log)
			}
			if _, ok := v.Interface().(slog.LogValuer); ok {
				hidden++
				if !strings.Contains(log, openText) || !strings.Contains(log, "[redacted]") {
					t.Errorf("%s: the log lacks what isn't sensitive or the mark of what is:\n%s", typ, log)
				}
			}
		}
	}
	if hidden == 0 {
		t.Error("no input and no output hides anything")
	}
}

func hasStream(s *model.Shape) bool {
	for _, m := range s.Members {
		if m.IsStreaming() {
			return true
		}
	}
	return false
}

// secretModel holds sensitive members in every place where one can be. Their names begin with Secret.
var secretModel = toy("Put",
	withErrors(operation("Put", "In", "In"), "Bad"),
	structure("In", "Purse: Purse", "Purses: Purses", "PursesByName: PurseMap", "Sparse: SparsePurses", "Nested: Nested", "Choice: Choice", "Choices: Choices",
		"SecretNumber: :Integer "+sensitive, "SecretBlob: :Blob "+sensitive, "SecretDocument: :Document "+sensitive, "SecretTags: SecretTags", "SecretKeys: SecretKeys",
		"SecretAll: SecretAll", "SecretKind: SecretKind", "Awkward: Awkward", "Awkwards: Awkwards", "SecretChoice: SecretChoice", "Again: In", "Open: :String", "Number: :Integer", "Blob: :Blob"),
	structure("Purse", "SecretPin: :String "+sensitive, "Owner: :String", "Plain: Plain"),
	structure("Plain", "Text: :String"),
	structure("Awkward", "LogValue: :String", "SecretPin: :String "+sensitive),
	list("Awkwards", "Awkward"),
	list("Purses", "Purse"), list("Nested", "Purses"), dict("PurseMap", "Purse"), list("SparsePurses", "Purse", `"smithy.api#sparse": {}`),
	union("Choice", "SecretWord: :String "+sensitive, "purse: Purse", "many: Purses"),
	list("Choices", "Choice"),
	strings.TrimSuffix(union("SecretChoice", "word: :String"), "}")+`, "traits": `+sensitive+`}`,
	strings.TrimSuffix(structure("SecretAll", "text: :String"), "}")+`, "traits": `+sensitive+`}`,
	`"t#SecretKind": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}}}, "traits": `+sensitive+`}`,
	`"t#SecretWord": {"type": "string", "traits": `+sensitive+`}`,
	list("SecretTags", "SecretWord"),
	`"t#SecretKeys": {"type": "map", "key": {"target": "t#SecretWord"}, "value": {"target": "smithy.api#String"}}`,
	badError("Bad", "message: :String", "SecretDetail: :String "+sensitive, "Open: :String"),
)

const sensitive = `{"smithy.api#sensitive": {}}`

// secretProgram fills every field, those with names that begin with Secret with secrets, and logs.
const secretProgram = `package main

import (
	"log/slog"
	"os"
	"reflect"
	"strings"

	"example.com/corpus/toy"
	"example.com/corpus/toy/document"
	"example.com/corpus/toy/types"
)

func fill(v reflect.Value, secret bool, variant types.Choice, depth int) {
	text := "0pen-text"
	if secret {
		text = "s3cret-text"
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int32:
		v.SetInt(7)
		if secret {
			v.SetInt(113113)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), secret, variant, depth)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(text))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), secret, variant, depth)
	case reflect.Map:
		e := reflect.New(v.Type().Elem()).Elem()
		fill(e, secret, variant, depth)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf(text), e)
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "ResultMetadata" || name == "noSmithyDocumentSerde" || name == "Again" && depth > 1 {
				continue
			}
			fill(v.Field(i), secret || strings.HasPrefix(name, "Secret") || strings.Contains(v.Type().Name(), "MemberSecret"), variant, depth+1)
		}
	case reflect.Interface:
		switch v.Addr().Interface().(type) {
		case *document.Interface:
			v.Set(reflect.ValueOf(document.NewLazyDocument(text)))
		case *types.SecretChoice:
			v.Set(reflect.ValueOf(&types.SecretChoiceMemberWord{Value: "s3cret-text"}))
		default:
			u := reflect.New(reflect.TypeOf(variant).Elem())
			fill(u.Elem(), secret, variant, depth+1)
			if x, ok := variant.(*types.UnknownUnionMember); ok {
				u.Elem().Set(reflect.ValueOf(*x))
			}
			v.Set(u)
		}
	}
}

func show(v any) {
	slog.New(slog.NewTextHandler(os.Stdout, nil)).Info("", "v", v)
	slog.New(slog.NewJSONHandler(os.Stdout, nil)).Info("", "v", v)
}

func main() {
	for _, variant := range []types.Choice{&types.ChoiceMemberSecretWord{}, &types.ChoiceMemberPurse{}, &types.ChoiceMemberMany{},
		&types.UnknownUnionMember{Tag: "new", Value: []byte("s3cret-text")}} {
		var in toy.PutInput
		fill(reflect.ValueOf(&in).Elem(), false, variant, 0)
		show(in)
		show(&in)
		var out toy.PutOutput
		fill(reflect.ValueOf(&out).Elem(), false, variant, 0)
		show(out)
		var bad types.Bad
		fill(reflect.ValueOf(&bad).Elem(), false, variant, 0)
		show(&bad)
		show(in.Choice)
		show(in.Awkward.LogValue_())
	}
}
`

func TestSecretsStayOutOfLogsWhereverTheyStand(t *testing.T) {
	out, err := makeClient(gen.Config{ImportPath: "example.com/corpus/toy"}, secretModel)
	if err != nil {
		t.Fatal(messages(err))
	}
	dir := t.TempDir()
	for _, f := range out.Files {
		writeFile(t, filepath.Join(dir, "toy", filepath.FromSlash(f.Path)), f.Data)
	}
	writeFile(t, filepath.Join(dir, "main.go"), []byte(secretProgram))
	corpusModule(t, dir)
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	log, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	if text := revealed(string(log)); text != "" || bytes.Contains(log, []byte("113113")) {
		t.Errorf("the log shows a secret:\n%s", log)
	}
	for _, want := range []string{
		`"Purses":{"0":{"SecretPin":"[redacted]","Owner":"0pen-text","Plain":{"Text":"0pen-text"}}}`, `"Nested":{"0":{"0":{"SecretPin":"[redacted]"`,
		`"PursesByName":{"0pen-text":{"SecretPin":"[redacted]"`, `"Sparse":{"0":{"SecretPin":"[redacted]"`, `"SecretKeys":"[redacted]"`,
		`"Awkward":{"LogValue":"0pen-text","SecretPin":"[redacted]"}`, `"Choice":{"Value":{"SecretPin":"[redacted]"`, `"Choice":{"Tag":"new","Value":"[redacted]"}`,
		`{"Message":"0pen-text","ErrorCodeOverride":"0pen-text","SecretDetail":"[redacted]"`, `v.Purses.0.SecretPin=[redacted]`,
	} {
		if !strings.Contains(string(log), want) {
			t.Errorf("the log lacks %s:\n%s", want, head(string(log), 4))
		}
	}
}
