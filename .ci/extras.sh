# The steps that need more than Go. Sourced by run.

last_line() { tail -n 1 "$scratch/why"; }

# ---- go.mod is tidy, as far as that can be told without a network

if GOPROXY=off GOFLAGS=-mod=mod go mod tidy -diff >"$scratch/tidy" 2>"$scratch/why"; then
	step "go.mod is tidy" true
elif grep -q 'GOPROXY=off' "$scratch/why"; then
	skip "go.mod is tidy" "not every module that this needs is in the module cache"
else
	step "go.mod is tidy" sh -c 'cat "$0" "$1"; false' "$scratch/tidy" "$scratch/why"
fi

# ---- other systems

step "GOOS=windows go vet ./..." env GOOS=windows CGO_ENABLED=0 go vet ./...

# ---- staticcheck, from a module of its own

if (cd testdata/lint && go build -o "$scratch/staticcheck.exe" honnef.co/go/tools/cmd/staticcheck) 2>"$scratch/why"; then
	# SA1019, use of what is deprecated: a drop-in has to honour what aws-sdk-go-v2 has deprecated, and models deprecate shapes.
	step "staticcheck ./..." "$scratch/staticcheck.exe" -checks inherit,-SA1019 ./...
else
	skip "staticcheck ./..." "it can't be built here: $(last_line)"
fi

# ---- the race detector

if ! command -v "$(go env CC)" >/dev/null; then
	skip "go test -race ./..." "it needs cgo, and there is no C compiler"
elif ! CGO_ENABLED=1 go build -race -o "$scratch/race.exe" ./cmd/tinsmith 2>"$scratch/why"; then
	skip "go test -race ./..." "$(last_line)"
else
	step "go test -race ./..." env CGO_ENABLED=1 go test -race -timeout 40m ./...
fi

# ---- nested modules: peers are compared with, tools measure

nested() { (cd "$1" && go vet ./... && go test ./...); }

for mod in testdata/peer/go.mod testdata/tools/*/go.mod; do
	[ -f "$mod" ] || continue
	dir=$(dirname "$mod")
	if (cd "$dir" && go list -deps -test ./... >/dev/null) 2>"$scratch/why"; then
		step "$dir" nested "$dir"
	else
		skip "$dir" "its modules can't be had: $(last_line)"
	fi
done

# ---- tests over public models

over_corpus() {
	local packages
	packages=$(grep -rl --include='*_test.go' TINSMITH_CORPUS cmd gen model templates | xargs -n 1 dirname | sort -u | sed 's|^|./|')
	# shellcheck disable=SC2086 # one argument for each package
	TINSMITH_CORPUS=$corpus go test -timeout 40m $packages
}

if [ -n "$corpus" ]; then
	step "tests over public models" over_corpus
else
	skip "tests over public models" "TINSMITH_CORPUS isn't set"
fi

# ---- other releases of Go make the same bytes

other_release() {
	GOTOOLCHAIN=$1 go build ./... &&
		GOTOOLCHAIN=$1 go test ./gen/... ./out/... &&
		GOTOOLCHAIN=$1 go run ./cmd/tinsmith check
}

for release in go1.24.13 go1.25.5; do
	if GOTOOLCHAIN=$release go version >/dev/null 2>"$scratch/why"; then
		step "$release" other_release "$release"
	else
		skip "$release" "it can't be had: $(last_line)"
	fi
done

# ---- fuzzing

fuzz_all() {
	local package target
	for package in $(go list ./...); do
		for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz'); do
			echo "$package $target"
			go test -run '^$' -fuzz "^$target\$" -fuzztime 5s -fuzzminimizetime 1x "$package" || return 1
		done
	done
}

if [ "${CI_FUZZ-}" = 1 ]; then
	step "fuzzing" fuzz_all
else
	skip "fuzzing" "CI_FUZZ isn't 1"
fi
