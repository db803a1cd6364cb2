package embedded

import (
	"bufio"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

func startPostgres(t *testing.T, o PostgresOptions) *Postgres {
	t.Helper()
	p, err := StartPostgres(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

// query runs one statement and returns the first value of its first row, if any.
func query(p *Postgres, database, statement string) (string, error) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, p.URL(database))
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }()
	rows, err := conn.Query(ctx, statement)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	value := ""
	for rows.Next() {
		if err := rows.Scan(&value); err != nil {
			return "", err
		}
	}
	return value, rows.Err()
}

func mustQuery(t *testing.T, p *Postgres, database, statement string) string {
	t.Helper()
	value, err := query(p, database, statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return value
}

func TestPostgresKeepsDataAndIsClosedToOthers(t *testing.T) {
	path := newPath(t)
	folder := open(t, path)
	p := startPostgres(t, PostgresOptions{Folder: folder})
	for range 2 { // the second time it is there already
		if err := p.CreateDatabase(t.Context(), "sutiao"); err != nil {
			t.Fatal(err)
		}
	}
	mustQuery(t, p, "sutiao", "CREATE TABLE kept AS SELECT '调解' AS word")

	for setting, want := range map[string]string{
		"fsync": "on", "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
		"data_checksums": "on", "server_encoding": "UTF8",
	} {
		if got := mustQuery(t, p, "sutiao", "SHOW "+setting); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	wrong := strings.Replace(p.URL("sutiao"), p.password, "wrong", 1)
	if _, err := pgx.Connect(t.Context(), wrong); err == nil || !strings.Contains(err.Error(), "28P01") {
		t.Errorf("a wrong password was met with %v", err)
	}
	// Trigram search must see Chinese characters as letters.
	mustQuery(t, p, "sutiao", "CREATE EXTENSION pg_trgm")
	if n := mustQuery(t, p, "sutiao", "SELECT cardinality(show_trgm('保险纠纷'))::text"); n == "0" {
		t.Error("no trigrams of Chinese text")
	}

	p.Stop()
	_ = folder.Close()
	again := startPostgres(t, PostgresOptions{Folder: open(t, path)})
	if again.Port() != p.Port() {
		t.Errorf("the port was %d and is %d", p.Port(), again.Port())
	}
	if got := mustQuery(t, again, "sutiao", "SELECT word FROM kept"); got != "调解" {
		t.Errorf("got %q", got)
	}
}

func TestPostgresRunsWithoutRoot(t *testing.T) {
	folder := open(t, newPath(t))
	startPostgres(t, PostgresOptions{Folder: folder})
	// The server refuses a data folder that is not its own account's.
	info, err := os.Stat(folder.Path("postgres", "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Sys().(*syscall.Stat_t).Uid == 0 {
		t.Fatal("PostgreSQL runs as root")
	}
}

func TestKilledPostgresHeals(t *testing.T) {
	log := &journal{}
	p := startPostgres(t, PostgresOptions{Folder: open(t, newPath(t)), Log: log})
	mustQuery(t, p, "postgres", "CREATE TABLE kept AS SELECT 'here' AS word")
	for killed := range 2 {
		if err := syscall.Kill(p.PID(), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		eventually(t, "PostgreSQL is back", func() bool {
			return strings.Count(log.String(), "PostgreSQL is back") == killed+1
		})
		if got := mustQuery(t, p, "postgres", "SELECT word FROM kept"); got != "here" {
			t.Errorf("got %q", got)
		}
	}
	if !strings.Contains(log.String(), "PostgreSQL 意外退出（signal: killed）") {
		t.Errorf("the log does not say what happened:\n%s", log)
	}
}

// program runs one of the roles on the data folder and returns what it printed.
func program(t *testing.T, role, path string) (*exec.Cmd, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], path)
	cmd.Env = append(os.Environ(), actAsProgram+"="+role)
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("%s did not come up: %v", role, err)
	}
	return cmd, strings.TrimSpace(line)
}

func TestStartAfterTheProgramWasKilled(t *testing.T) {
	path := newPath(t)
	up, line := program(t, "postgres", path)
	pid, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	_, err = OpenFolder(path)
	wantProblem(t, err, strconv.Itoa(up.Process.Pid))

	_ = up.Process.Kill()
	_ = up.Wait()
	p := startPostgres(t, PostgresOptions{Folder: open(t, path)})
	if alive(pid) {
		t.Errorf("the old server %d is still there", pid)
	}
	mustQuery(t, p, "postgres", "SELECT 'here'")
}

func TestStartAfterEverythingWasKilled(t *testing.T) {
	path := newPath(t)
	up, line := program(t, "postgres", path)
	pid, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	_ = up.Process.Kill()
	_ = syscall.Kill(pid, syscall.SIGKILL)
	_ = up.Wait()
	p := startPostgres(t, PostgresOptions{Folder: open(t, path)})
	mustQuery(t, p, "postgres", "SELECT 'here'")
}

// ourCluster describes the cluster of a data folder as StartPostgres does.
func ourCluster(t *testing.T, folder *Folder) *cluster {
	t.Helper()
	account, err := unprivilegedAccount()
	if err != nil {
		t.Fatal(err)
	}
	c := &cluster{root: folder.Path("postgres"), data: folder.Path("postgres", "data"), account: account}
	if c.binaries, err = findPostgres(t.Context(), c.data, folder.Path("postgres-binaries")); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOrphanIsStopped(t *testing.T) {
	folder := open(t, newPath(t))
	p := startPostgres(t, PostgresOptions{Folder: folder})
	p.Stop()

	// A server that nobody supervises, as macOS leaves behind.
	cmd := ourCluster(t, folder).server(p.Port(), newOutput(nil))
	orphan, err := startProcess(cmd)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { orphan.stop(firstPause, syscall.SIGQUIT) })
	if err := p.ready(t.Context(), orphan.done); err != nil {
		t.Fatal(err)
	}
	again := startPostgres(t, PostgresOptions{Folder: folder})
	<-orphan.done
	mustQuery(t, again, "postgres", "SELECT 'here'")
}

func TestStrangerWithThePidOfAStaleFileIsLeftAlone(t *testing.T) {
	folder := open(t, newPath(t))
	p := startPostgres(t, PostgresOptions{Folder: folder})
	p.Stop()
	c := ourCluster(t, folder)
	// Under the same account: PostgreSQL itself would take it for a server.
	stranger := c.run(context.Background(), "postgres")
	stranger.Path, stranger.Args = "/bin/sleep", []string{"sleep", "600"}
	child, err := startProcess(stranger)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { child.stop(firstPause, syscall.SIGTERM) })
	stale := strconv.Itoa(child.pid) + "\n" + c.data + "\n1700000000\n" + strconv.Itoa(p.Port()) + "\n\n127.0.0.1\n\nready\n"
	if err := os.WriteFile(filepath.Join(c.data, "postmaster.pid"), []byte(stale), 0o600); err != nil {
		t.Fatal(err)
	}
	if c.account != nil {
		if err := os.Chown(filepath.Join(c.data, "postmaster.pid"), int(c.account.Uid), int(c.account.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	again := startPostgres(t, PostgresOptions{Folder: folder})
	mustQuery(t, again, "postgres", "SELECT 'here'")
	if !alive(child.pid) {
		t.Error("the stranger was stopped")
	}
}

func TestDataOfAnotherPostgresIsRefused(t *testing.T) {
	folder := open(t, newPath(t))
	startPostgres(t, PostgresOptions{Folder: folder}).Stop()
	if err := os.WriteFile(folder.Path("postgres", "data", "PG_VERSION"), []byte("12\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	have := installed(t.Context(), "")[0].major
	_, err := StartPostgres(t.Context(), PostgresOptions{Folder: folder})
	wantProblem(t, err, "由 PostgreSQL 12 创建", "made by PostgreSQL 12 and this machine has PostgreSQL "+strconv.Itoa(have))
}

func TestPostgresPortTaken(t *testing.T) {
	listener, err := net.Listen("tcp", loopback(0))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	port := listener.Addr().(*net.TCPAddr).Port
	_, err = StartPostgres(t.Context(), PostgresOptions{Folder: open(t, newPath(t)), Port: port})
	wantProblem(t, err, "端口 "+strconv.Itoa(port)+" 已被占用", "port "+strconv.Itoa(port)+" is taken")
}

func TestFolderThatNobodyCanReach(t *testing.T) {
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, passable(filepath.Join(closed, "postgres")),
		"chmod o+x "+closed, closed+" does not let the user nobody pass", "SUTIAO_DATA")
	if err := passable("/postgres"); err != nil {
		t.Fatal(err)
	}
}
