# The steps that need Go alone. Sourced by run.

formatted() {
	local files
	files=$("$(go env GOROOT)/bin/gofmt" -l .)
	[ -z "$files" ] || { printf 'not formatted:\n%s\n' "$files"; return 1; }
}

# The command that README promises, as it stands there.
test_command=$(sed -n '/^```sh$/,/^```$/s/^\(go test [^#]*[^# ]\) *\(#.*\)\{0,1\}$/\1/p' README.md | head -n 1)

readme_tests() {
	[ -n "$test_command" ] || { echo "README has no line that begins with go test"; return 1; }
	set -o pipefail
	local code=0
	bash -c "$test_command" 2>&1 | tee "$tests" || code=1
	set +o pipefail
	return $code
}

# generated_state is a line per generated file, and what git thinks of the tree where there is a git.
generated_state() {
	find out tinsmith.lock -type f -exec cksum {} + | sort -k 3
	git status --porcelain 2>/dev/null || true
}

generate_changes_nothing() {
	generated_state >"$scratch/before"
	go generate ./... || return 1
	generated_state >"$scratch/after"
	diff "$scratch/before" "$scratch/after"
}

: >"$tests"
go version
step "gofmt" formatted
step "go mod verify" go mod verify
step "go vet ./..." go vet ./...
step "go generate ./... changes nothing" generate_changes_nothing
step "tinsmith check" go run ./cmd/tinsmith check
step "${test_command:-go test}" readme_tests
