-- +goose Up
CREATE TABLE organisations (
    id          text PRIMARY KEY,
    name        text NOT NULL,
    credit_code text NOT NULL, -- 统一社会信用代码
    kind        text NOT NULL,
    courts      text[] NOT NULL, -- 法院代字 of the courts that it serves
    fees        boolean NOT NULL,
    scope       text[] NOT NULL, -- dispute types of the catalogue
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- What the public register says of a mediator; the name is in accounts.
CREATE TABLE mediators (
    account      text PRIMARY KEY REFERENCES accounts (id),
    organisation text NOT NULL REFERENCES organisations (id),
    specialties  text[] NOT NULL,
    languages    text[] NOT NULL,
    full_time    boolean NOT NULL,
    public       boolean NOT NULL
);
CREATE INDEX mediators_by_organisation ON mediators (organisation);

CREATE TABLE courts (
    code       text PRIMARY KEY, -- 法院代字
    name       text NOT NULL,
    level      text NOT NULL,
    endpoint   text, -- null: served within this system
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE institutions (
    id          text PRIMARY KEY,
    name        text NOT NULL,
    credit_code text NOT NULL UNIQUE,
    kind        text NOT NULL, -- bank, insurer, …
    created_at  timestamptz NOT NULL DEFAULT now()
);
