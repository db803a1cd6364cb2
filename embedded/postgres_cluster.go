package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// cluster is PostgreSQL's part of the data folder and the means to work on it.
type cluster struct {
	root     string // owned by the account that runs the server
	data     string
	password string
	account  *syscall.Credential // nil: this process's own
	binaries binaries
}

// unprivilegedAccount returns the account to run PostgreSQL under when this
// process is root, since PostgreSQL refuses to run as root.
func unprivilegedAccount() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return nil, problem(err, "PostgreSQL 不能以 root 运行，且系统中没有 nobody 用户，请改用普通用户运行",
			"PostgreSQL does not run as root and there is no user nobody; run as an ordinary user")
	}
	uid, err := strconv.ParseUint(nobody.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user nobody has uid %q: %w", nobody.Uid, err)
	}
	gid, err := strconv.ParseUint(nobody.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user nobody has gid %q: %w", nobody.Gid, err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// run prepares a PostgreSQL program under the right account, with an environment
// of our own: a PGPORT or PGDATA of the user's must not reach it.
func (c *cluster) run(ctx context.Context, program string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, c.binary(program), arguments...)
	cmd.Dir = c.root
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.account}
	dieWithParent(cmd.SysProcAttr, syscall.SIGINT)
	return cmd
}

// create makes the cluster unless it is there.
func (c *cluster) create(ctx context.Context, out *output) error {
	if err := os.MkdirAll(c.root, 0o700); err != nil {
		return fmt.Errorf("create the PostgreSQL folder: %w", err)
	}
	if c.account != nil {
		if err := os.Chown(c.root, int(c.account.Uid), int(c.account.Gid)); err != nil {
			return fmt.Errorf("hand the PostgreSQL folder to user nobody: %w", err)
		}
		if err := passable(c.root); err != nil {
			return err
		}
	}
	if _, err := os.Stat(c.data); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return c.initialise(ctx, out)
}

// passable reports the first folder on the way that bars other accounts.
func passable(root string) error {
	for dir := filepath.Dir(root); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return fmt.Errorf("look at %s: %w", dir, err)
		}
		if info.Mode().Perm()&0o001 == 0 {
			return problem(nil,
				"PostgreSQL 不能以 root 运行，而目录 %s 不允许用户 nobody 通过：请运行 chmod o+x %s，或用 SUTIAO_DATA 换一个数据目录（如 /var/lib/sutiao）",
				"PostgreSQL does not run as root, and %s does not let the user nobody pass: run chmod o+x %s, or choose another data folder with SUTIAO_DATA (such as /var/lib/sutiao)",
				dir, dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// initialise runs initdb beside the final place and moves the result there, so
// that a crash on the way leaves nothing that looks like a cluster.
func (c *cluster) initialise(ctx context.Context, out *output) error {
	passwordFile := filepath.Join(c.root, "initial-password")
	defer func() { _ = os.Remove(passwordFile) }()
	if err := writeOnce(passwordFile, c.password); err != nil {
		return err
	}
	if c.account != nil {
		if err := os.Chown(passwordFile, int(c.account.Uid), int(c.account.Gid)); err != nil {
			return fmt.Errorf("hand the password file to user nobody: %w", err)
		}
	}
	unfinished := filepath.Join(c.root, "unfinished")
	var err error
	// The character type has to know Chinese characters for letters, or trigram
	// search would ignore them. The sort order stays that of the bytes: an index
	// must not depend on the version of a system library.
	for _, ctype := range []string{"C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "UTF-8"} {
		if err := os.RemoveAll(unfinished); err != nil {
			return fmt.Errorf("clear an unfinished PostgreSQL folder: %w", err)
		}
		cmd := c.run(ctx, "initdb", "-D", unfinished, "-U", postgresUser, "--pwfile", passwordFile,
			"--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--lc-ctype="+ctype, "--data-checksums")
		cmd.Stdout, cmd.Stderr = newOutput(nil), out
		var child *process
		if child, err = startProcess(cmd); err == nil {
			<-child.done
			err = child.err
		}
		if err == nil {
			return os.Rename(unfinished, c.data)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return problem(fmt.Errorf("%w; %s", err, out.last()),
		"无法创建 PostgreSQL 数据目录", "cannot create the PostgreSQL data folder")
}
