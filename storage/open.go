package storage

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"sutiao/dispute"
)

// Options tune a DB; the zero value is right for one process among a few.
type Options struct {
	MaxConnections   int           // 0 means 20
	StatementTimeout time.Duration // 0 means 15 s
	Logger           *slog.Logger  // nil means slog.Default()
	SlowQuery        time.Duration // logged from here on; 0 means 500 ms
}

// DB is the database as one of its roles sees it. It is safe for concurrent use.
type DB struct {
	gorm *gorm.DB
	pool *sql.DB
}

// Open connects as the role that the address names.
func Open(ctx context.Context, url string, options Options) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err)
	}
	timeout := orDefault(options.StatementTimeout, 15*time.Second)
	config.RuntimeParams["statement_timeout"] = strconv.FormatInt(timeout.Milliseconds(), 10)
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "sutiao"
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(readTimesInBeijing))
	connections := orDefault(options.MaxConnections, 20)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(max(connections/2, 2))
	pool.SetConnMaxIdleTime(5 * time.Minute)
	pool.SetConnMaxLifetime(time.Hour) // so that a failed-over server is left in time
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), &gorm.Config{
		Logger:                 newQueryLogger(options),
		SkipDefaultTransaction: true, // where several statements belong together, we say so
		DisableAutomaticPing:   true,
		NowFunc:                func() time.Time { return time.Now().In(dispute.Beijing) },
	})
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("prepare the database: %w", err)
	}
	return &DB{gorm: g, pool: pool}, nil
}

// Close ends all connections.
func (d *DB) Close() error { return d.pool.Close() }

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return d.pool.PingContext(ctx) }

func readTimesInBeijing(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: dispute.Beijing},
	})
	return nil
}

func orDefault[T int | time.Duration](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

// inTransaction runs the work in one transaction; an error or a panic undoes all of it.
func (d *DB) inTransaction(ctx context.Context, work func(tx *gorm.DB) error) error {
	return d.gorm.WithContext(ctx).Transaction(work)
}
