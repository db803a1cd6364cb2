package embedded

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
)

// oldestPostgres is the first release with all that the storage layer uses.
const oldestPostgres = 13

// binaries is a folder with postgres and initdb, and their major version.
type binaries struct {
	dir   string
	major int
}

// findPostgres chooses the binaries for a data folder: those that made it, or,
// when it is new, the newest installed ones; where there are none they are
// downloaded into cache.
func findPostgres(ctx context.Context, data, cache string) (binaries, error) {
	made, err := madeBy(data)
	if err != nil {
		return binaries{}, err
	}
	found := installed(ctx, cache)
	if made == 0 && len(found) > 0 {
		return found[0], nil
	}
	for _, b := range found {
		if b.major == made {
			return b, nil
		}
	}
	if len(found) > 0 {
		return binaries{}, problem(nil,
			"数据目录由 PostgreSQL %d 创建，而本机安装的是 PostgreSQL %d：请安装 PostgreSQL %d，或用 pg_upgrade 升级 %s",
			"the data folder was made by PostgreSQL %d and this machine has PostgreSQL %d: install PostgreSQL %d, or upgrade %s with pg_upgrade",
			made, found[0].major, made, data)
	}
	return download(ctx, made, cache)
}

// madeBy returns the major version that made the data folder, 0 for a new one.
func madeBy(data string) (int, error) {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read PG_VERSION: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, problem(err, "%s 中的 PG_VERSION 无法识别", "PG_VERSION in %s is not a version", data)
	}
	return major, nil
}

// installed lists usable binaries on this machine, the newest first.
func installed(ctx context.Context, cache string) []binaries {
	var candidates []string
	if path, err := exec.LookPath("postgres"); err == nil {
		// Through the links to where initdb lies too.
		if path, err = filepath.EvalSymlinks(path); err == nil {
			candidates = append(candidates, filepath.Dir(path))
		}
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",          // Debian, Ubuntu
		"/usr/pgsql-*/bin",                   // Red Hat
		"/opt/homebrew/opt/postgresql@*/bin", // Homebrew on Apple silicon
		"/usr/local/opt/postgresql@*/bin",    // Homebrew on Intel
		"/opt/homebrew/opt/postgresql/bin",   // Homebrew, unversioned
		"/Applications/Postgres.app/Contents/Versions/*/bin",
		filepath.Join(cache, "*", "bin"),
	} {
		matches, _ := filepath.Glob(pattern) // the patterns are well formed
		candidates = append(candidates, matches...)
	}
	var found []binaries
	for _, dir := range candidates {
		if major := majorVersion(ctx, dir); major >= oldestPostgres {
			found = append(found, binaries{dir: dir, major: major})
		}
	}
	slices.SortStableFunc(found, func(a, b binaries) int { return cmp.Compare(b.major, a.major) })
	return found
}

var versionNumber = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

func majorVersion(ctx context.Context, dir string) int {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return 0
	}
	text, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return 0
	}
	match := versionNumber.FindSubmatch(text)
	if match == nil {
		return 0
	}
	major, _ := strconv.Atoi(string(match[1])) // digits, by the expression
	return major
}

// downloads are the releases that embedded-postgres knows, the default first.
var downloads = []embeddedpostgres.PostgresVersion{
	embeddedpostgres.V17, embeddedpostgres.V18, embeddedpostgres.V16, embeddedpostgres.V15,
	embeddedpostgres.V14, embeddedpostgres.V13,
}

// download fetches binaries with embedded-postgres, which does so only as the
// first step of its own Start. What Start does after that is of no interest:
// what counts is that the binaries are there.
func download(ctx context.Context, major int, cache string) (binaries, error) {
	version := downloads[0]
	for _, v := range downloads {
		if strings.HasPrefix(string(v), strconv.Itoa(major)+".") {
			version = v
		}
	}
	dir := filepath.Join(cache, string(version))
	scratch := filepath.Join(cache, "scratch")
	defer func() { _ = os.RemoveAll(scratch) }()
	if err := os.MkdirAll(cache, 0o755); err != nil { // #nosec G301 -- user nobody runs what is in it
		return binaries{}, fmt.Errorf("create a folder for PostgreSQL: %w", err)
	}
	port, err := drawPort()
	if err != nil {
		return binaries{}, err
	}
	server := embeddedpostgres.NewDatabase(embeddedpostgres.DefaultConfig().
		Version(version).Port(uint32(port)).Logger(newOutput(nil)).
		CachePath(filepath.Join(cache, "archive")).BinariesPath(dir).
		RuntimePath(filepath.Join(scratch, "runtime")).DataPath(filepath.Join(scratch, "data")))
	if err = server.Start(); err == nil {
		err = server.Stop()
	}
	b := binaries{dir: filepath.Join(dir, "bin")}
	if b.major = majorVersion(ctx, b.dir); b.major != 0 {
		return b, nil
	}
	return binaries{}, problem(err,
		"本机没有 PostgreSQL，下载也未成功：请安装（Debian/Ubuntu：apt install postgresql；macOS：brew install postgresql@17），或用 DATABASE_URL 指定您自己的服务器",
		"there is no PostgreSQL here and it could not be downloaded: install it (Debian/Ubuntu: apt install postgresql; macOS: brew install postgresql@17), or name your own server with DATABASE_URL")
}
