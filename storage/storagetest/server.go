package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"sutiao/storage"
)

// startOwnServer starts the throw-away server and prepares the migrated template.
func startOwnServer() (server, error) {
	programs, err := findPrograms()
	if err != nil {
		return server{}, err
	}
	folder, err := os.MkdirTemp("", "sutiao-test-postgres-")
	if err != nil {
		return server{}, fmt.Errorf("make a folder: %w", err)
	}
	identity, err := unprivileged(folder)
	if err != nil {
		return server{}, err
	}
	data := filepath.Join(folder, "data")
	if err := initialise(programs, folder, data, identity); err != nil {
		return server{}, errors.Join(err, os.RemoveAll(folder))
	}
	port, err := freePort()
	if err != nil {
		return server{}, err
	}
	stopped, err := launch(programs, folder, data, port, identity)
	if err != nil {
		return server{}, err
	}
	s := server{
		admin:    addressOf("postgres", port, "postgres"),
		owner:    addressOf(ownerRole, port, template),
		template: template,
	}
	return s, prepare(s, stopped)
}

// findPrograms gives the folder that holds both initdb and postgres.
func findPrograms() (string, error) {
	var folders []string
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			folders = append(folders, filepath.Dir(real))
		}
		folders = append(folders, filepath.Dir(path))
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin",
	} {
		found, _ := filepath.Glob(pattern)
		slices.Reverse(found) // the newest version first
		folders = append(folders, found...)
	}
	for _, folder := range folders {
		if isFile(filepath.Join(folder, "initdb")) && isFile(filepath.Join(folder, "postgres")) {
			return folder, nil
		}
	}
	return "", errors.New("initdb and postgres are neither on PATH nor in /usr/lib/postgresql/*/bin")
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// unprivileged gives the folder to nobody when we are root: PostgreSQL refuses root.
func unprivileged(folder string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return nil, fmt.Errorf("find the user nobody: %w", err)
	}
	uid, err := strconv.ParseUint(nobody.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("read the user nobody: %w", err)
	}
	gid, err := strconv.ParseUint(nobody.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("read the user nobody: %w", err)
	}
	if err := os.Chown(folder, int(uid), int(gid)); err != nil {
		return nil, fmt.Errorf("give the folder to nobody: %w", err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func initialise(programs, folder, data string, identity *syscall.SysProcAttr) error {
	secret := filepath.Join(folder, "password")
	if err := os.WriteFile(secret, []byte(password), 0o644); err != nil {
		return fmt.Errorf("write the password: %w", err)
	}
	cmd := exec.Command(filepath.Join(programs, "initdb"), "--pgdata="+data, "--username=postgres",
		"--pwfile="+secret, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
	cmd.Dir, cmd.SysProcAttr = folder, identity
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// guard runs the server until the pipe to us breaks. That happens however our process
// ends, killed too, and unlike a parent-death signal it also clears the folder away,
// works outside Linux, and does not depend on the thread that started the server.
const guard = `
exec 3<&0
"$1" -D "$2" -p "$4" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
  -c max_connections=200 -c shared_buffers=32MB </dev/null >"$3/log" 2>&1 3<&- &
server=$!
( read -r _ <&3; kill -QUIT $server ) >/dev/null 2>&1 &
wait $server
tail -n 20 "$3/log"
rm -rf "$3"
`

// launch starts the server; the channel yields its last words if it stops.
func launch(programs, folder, data string, port int, identity *syscall.SysProcAttr) (<-chan string, error) {
	var log bytes.Buffer
	cmd := exec.Command("/bin/sh", "-c", guard, "sh",
		filepath.Join(programs, "postgres"), data, folder, strconv.Itoa(port))
	cmd.Dir, cmd.SysProcAttr = "/", identity
	cmd.Stdout = &log
	if _, err := cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("open the guard's pipe: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start postgres: %w", err)
	}
	stopped := make(chan string, 1)
	go func() {
		_ = cmd.Wait()
		stopped <- log.String()
	}()
	return stopped, nil
}

func addressOf(role string, port int, database string) string {
	return fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable", role, password, port, database)
}

// prepare waits for the server, makes the owner and migrates the template as the owner.
func prepare(s server, stopped <-chan string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	retry := time.NewTicker(50 * time.Millisecond)
	defer retry.Stop()
	for {
		conn, err := pgx.Connect(ctx, s.admin)
		if err == nil {
			_ = conn.Close(ctx)
			break
		}
		select {
		case words := <-stopped:
			return fmt.Errorf("postgres stopped at its start: %s", words)
		case <-ctx.Done():
			return fmt.Errorf("postgres does not answer: %w", err)
		case <-retry.C:
		}
	}
	err := execute(ctx, s.admin,
		"CREATE ROLE "+ownerRole+" LOGIN CREATEROLE PASSWORD '"+password+"'",
		"CREATE DATABASE "+template+" OWNER "+ownerRole)
	if err != nil {
		return err
	}
	return storage.Migrate(ctx, s.owner)
}
