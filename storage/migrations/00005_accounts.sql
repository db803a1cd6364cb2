-- +goose Up
-- Personal data: name, login, phone. Secrets are here as hashes only.
CREATE TABLE accounts (
    id            text PRIMARY KEY,
    role          text NOT NULL,
    name          text NOT NULL,
    login         text UNIQUE,
    phone         text UNIQUE,
    organisation  text NOT NULL DEFAULT '',
    court         text NOT NULL DEFAULT '',
    password_hash text,
    must_change   boolean NOT NULL DEFAULT false,
    disabled_at   timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX accounts_by_office ON accounts (organisation, role);

CREATE TABLE login_sessions (
    token_hash bytea PRIMARY KEY,
    account    text NOT NULL REFERENCES accounts (id),
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX login_sessions_by_account ON login_sessions (account);

-- Personal data: phone.
CREATE TABLE one_time_codes (
    phone      text PRIMARY KEY,
    code_hash  bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    attempts   integer NOT NULL DEFAULT 0,
    used_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_keys (
    id         text PRIMARY KEY,
    key_hash   bytea NOT NULL UNIQUE,
    account    text NOT NULL REFERENCES accounts (id),
    note       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
