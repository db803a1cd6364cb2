package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
)

// absent is PostgreSQL's code for a database that does not exist.
const absent = "3D000"

// prepareDatabases creates both databases and brings their schema up to date.
// It calls the steps of temporal-sql-tool rather than the tool, which would end
// the process on the first error and leave no reason.
func prepareDatabases(ctx context.Context, o options, logger log.Logger) error {
	for _, d := range []struct{ name, schema string }{
		{o.database, "postgresql/v12/temporal"},
		{o.visibilityDatabase, "postgresql/v12/visibility"},
	} {
		if err := ensureDatabase(ctx, o.databaseURL, d.name); err != nil {
			return fmt.Errorf("create database %s: %w", d.name, err)
		}
		if err := updateSchema(o.databaseURL, d.name, d.schema, logger); err != nil {
			return fmt.Errorf("prepare database %s: %w", d.name, err)
		}
	}
	return nil
}

func updateSchema(databaseURL, name, schemaName string, logger log.Logger) error {
	cfg, err := store(databaseURL, name, 1)
	if err != nil {
		return err
	}
	conn, err := sql.NewConnection(cfg, logger)
	if err != nil {
		return err
	}
	defer conn.Close()
	setup := &schema.SetupConfig{InitialVersion: "0.0"}
	if err := schema.NewSetupSchemaTask(conn, setup, logger).Run(); err != nil {
		return fmt.Errorf("set up schema: %w", err)
	}
	update := &schema.UpdateConfig{DBName: name, SchemaName: schemaName}
	if err := schema.NewUpdateSchemaTask(conn, update, logger).Run(); err != nil {
		return fmt.Errorf("update schema: %w", err)
	}
	return nil
}

// ensureDatabase creates the database only if connecting to it shows that it is
// absent: in production the account may have no right to create databases.
func ensureDatabase(ctx context.Context, databaseURL, name string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	err := withConnection(ctx, databaseURL, name, "SELECT 1")
	var refusal *pgconn.PgError
	if !errors.As(err, &refusal) || refusal.Code != absent {
		return err
	}
	return withConnection(ctx, databaseURL, "postgres", "CREATE DATABASE "+pgx.Identifier{name}.Sanitize())
}

func withConnection(ctx context.Context, databaseURL, database, statement string) error {
	u, err := url.Parse(databaseURL)
	if err != nil {
		return errors.New("the database URL is malformed") // it holds a password: not quoted
	}
	u.Path = "/" + database
	conn, err := pgx.Connect(ctx, u.String())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
}
