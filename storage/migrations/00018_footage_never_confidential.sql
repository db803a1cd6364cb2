-- +goose Up
-- A private caucus is never recorded, so no recording is confidential.
ALTER TABLE footage DROP COLUMN confidential;
