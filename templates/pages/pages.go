// Package pages owns what paginators have in common: when a token is repeated, and the
// iteration over pages and items. It must not know any operation.
package pages

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"reflect"
)

// Feature marks the calls of paginators in the user agent.
const Feature = "C"

// Exhausted returns the error of asking for a page after the last one.
func Exhausted() error { return errors.New("no more pages available") }

// Size returns how much a page shall hold, or nil, which leaves it to the service, where
// limit isn't above zero.
func Size[T cmp.Ordered](limit T) *T {
	var zero T
	if limit <= zero {
		return nil
	}
	return &limit
}

// Same reports whether two tokens are equal. No token is equal to no token.
func Same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// SameValue is Same for tokens that are no scalars.
func SameValue(a, b any) bool { return reflect.DeepEqual(a, b) }

// Paginator goes from page to page, with options F.
type Paginator[O, F any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, optFns ...F) (*O, error)
}

// Of iterates over the pages of a paginator, a new one for each iteration. After an error
// it ends. It also ends, with an error that names the token, when repeated says that the
// service gave the token that it had been sent: the next page would be the same again.
func Of[P Paginator[O, F], O, F any](ctx context.Context, start func() P, repeated func(P) bool, operation, token string, optFns []F) iter.Seq2[*O, error] {
	return func(yield func(*O, error) bool) {
		for p := start(); p.HasMorePages(); {
			page, err := p.NextPage(ctx, optFns...)
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(page, nil) {
				return
			}
			if p.HasMorePages() && repeated(p) {
				yield(nil, &RepeatedTokenError{Operation: operation, Token: token})
				return
			}
		}
	}
}

// Items iterates over the items of pages. An error comes with a zero item.
func Items[O, T any](pages iter.Seq2[*O, error], items func(*O) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range items(page) {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// RepeatedTokenError says that a pagination would never end.
type RepeatedTokenError struct {
	Operation string
	Token     string // the name of the input's member, or the names with commas between them
}

func (e *RepeatedTokenError) Error() string {
	return "pagination of " + e.Operation + " ended: the service repeated the token " + e.Token
}
