-- +goose Up
-- Media nodes as they register themselves, again and again: one that is silent is gone.
CREATE TABLE media_nodes (
    id           text PRIMARY KEY,
    queue        text NOT NULL, -- its task queue
    url          text NOT NULL, -- where the site reaches its sockets
    rooms        integer NOT NULL,
    participants integer NOT NULL,
    draining     boolean NOT NULL,
    seen_at      timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON media_nodes TO sutiao_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON media_nodes TO sutiao_api;
