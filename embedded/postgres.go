package embedded

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const postgresUser = "sutiao"

// PostgresOptions says where and how the private PostgreSQL runs.
type PostgresOptions struct {
	Folder *Folder
	Port   int       // 0: the port of last time, or a free one
	Log    io.Writer // the server's output and our notes on its restarts
}

// Postgres is the private PostgreSQL server. It is restarted when it dies and
// ends with this process.
type Postgres struct {
	password string
	port     int
	engine   *supervisor
}

// StartPostgres starts the PostgreSQL of the data folder, creating it the first
// time, and returns once it answers queries. The context limits the start only.
func StartPostgres(ctx context.Context, o PostgresOptions) (*Postgres, error) {
	secret, err := o.Folder.Secret("postgres-password", 24)
	if err != nil {
		return nil, err
	}
	cluster := cluster{
		root:     o.Folder.Path("postgres"),
		data:     o.Folder.Path("postgres", "data"),
		password: hex.EncodeToString(secret),
	}
	if cluster.account, err = unprivilegedAccount(); err != nil {
		return nil, err
	}
	if err := cluster.stopOrphan(); err != nil {
		return nil, err
	}
	if cluster.binaries, err = findPostgres(ctx, cluster.data, o.Folder.Path("postgres-binaries")); err != nil {
		return nil, err
	}
	if err := cluster.create(ctx, newOutput(o.Log)); err != nil {
		return nil, err
	}
	p := &Postgres{password: cluster.password, port: o.Port}
	if p.port == 0 {
		p.port, err = o.Folder.rememberedPort("postgres")
	} else if !free(p.port) {
		err = problem(nil, "端口 %d 已被占用，请为 PostgreSQL 换一个，或用 DATABASE_URL 指定您自己的服务器",
			"port %d is taken; choose another for PostgreSQL, or name your own server with DATABASE_URL", p.port)
	}
	if err != nil {
		return nil, err
	}
	p.engine, err = supervise(ctx, engine{
		name:     "PostgreSQL",
		command:  func(out io.Writer) *exec.Cmd { return cluster.server(p.port, out) },
		clear:    cluster.stopOrphan,
		ready:    p.ready,
		signals:  []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT},
		patience: 30 * time.Second,
		limit:    2 * time.Minute, // recovery after a crash takes its time
	}, o.Log)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// server is the command line of the running server. Everything that matters is
// on it, so that an edit of postgresql.conf can't open the server to the network.
func (c *cluster) server(port int, out io.Writer) *exec.Cmd {
	arguments := []string{"-D", c.data}
	for _, setting := range []string{
		"listen_addresses=127.0.0.1",
		"port=" + strconv.Itoa(port),
		// No sockets: their path may be 107 bytes long at most, and TCP serves.
		"unix_socket_directories=",
		"max_connections=100",
		"shared_buffers=64MB",
		"fsync=on",
		"synchronous_commit=on",
		"full_page_writes=on",
		"logging_collector=off",
		"log_destination=stderr",
		"log_min_messages=warning",
		"log_timezone=UTC",
		"timezone=UTC",
	} {
		arguments = append(arguments, "-c", setting)
	}
	cmd := c.run(context.Background(), "postgres", arguments...)
	cmd.Stdout, cmd.Stderr = out, out
	return cmd
}

// ready returns once the server accepts our password, which also proves that it
// is our server that has the port.
func (p *Postgres) ready(ctx context.Context, ended <-chan struct{}) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		conn, err := pgx.Connect(ctx, p.URL("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ended:
			return errors.New("it ended")
		case <-ctx.Done():
			return err
		case <-tick.C:
		}
	}
}

// URL returns the connection string of a database on this server.
func (p *Postgres) URL(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(postgresUser, p.password),
		Host:     loopback(p.port),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// CreateDatabase creates the database unless it exists.
func (p *Postgres) CreateDatabase(ctx context.Context, name string) error {
	conn, err := pgx.Connect(ctx, p.URL("postgres"))
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	defer func() { _ = conn.Close(ctx) }()
	var exists bool
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&exists)
	if err == nil && !exists {
		_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize())
	}
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	return nil
}

// Port returns the port of the server; it stays the same over restarts.
func (p *Postgres) Port() int { return p.port }

// PID returns the process id of the server, which changes when it is restarted.
func (p *Postgres) PID() int { return p.engine.pid() }

// Stop shuts the server down cleanly and returns when it is gone.
func (p *Postgres) Stop() { p.engine.stop() }

func (c *cluster) binary(name string) string { return filepath.Join(c.binaries.dir, name) }
