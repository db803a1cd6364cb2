package main

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "gocloud.dev/blob/fileblob" // file://
	_ "gocloud.dev/blob/s3blob"   // s3://

	"sutiao/api"
	"sutiao/storage/files"
	"sutiao/storage/files/inspection"
	"sutiao/storage/files/shelf"
	"sutiao/storage/files/uploads"
)

// openFiles opens the store of documents and evidence.
func openFiles(ctx context.Context, s settings) (*files.Store, error) {
	keys, err := s.fileKeys()
	if err != nil {
		return nil, err
	}
	if folder, ok := strings.CutPrefix(s.Files, "file://"); ok {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, fmt.Errorf("SUTIAO_FILES: %w", err)
		}
	}
	store, err := files.Open(ctx, s.Files, keys, files.Options{Spool: filepath.Join(s.Data, "spool")})
	if err != nil {
		return nil, fmt.Errorf("SUTIAO_FILES: %w", err)
	}
	return store, nil
}

// fileKeys reads the master keys that are named, or the installation's own, which
// `sutiao up` has made.
func (s settings) fileKeys() (files.Keys, error) {
	if s.FileKeys != "" {
		text, err := os.ReadFile(s.FileKeys)
		if err != nil {
			return nil, fmt.Errorf("SUTIAO_FILE_KEYS: %w", err)
		}
		return files.ParseKeys(string(text))
	}
	text, err := os.ReadFile(filepath.Join(s.Data, "secrets", fileKeySecret))
	if err != nil {
		return nil, fmt.Errorf("SUTIAO_FILE_KEYS: 必须设置 · must be set: %w", err)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("SUTIAO_FILE_KEYS: %w", err)
	}
	return files.ParseKeys("local " + base64.StdEncoding.EncodeToString(secret))
}

const fileKeySecret = "file-key"

// counterOf receives uploads into the data folder.
func counterOf(ctx context.Context, s settings, store *files.Store) (shelf.Counter, error) {
	received, err := uploads.New(uploads.Options{
		Folder: filepath.Join(s.Data, "uploads"), Prefix: api.UploadsPath, Who: api.AccountOf,
	})
	if err != nil {
		return shelf.Counter{}, err
	}
	counter := shelf.Counter{Uploads: received, Store: store}
	if s.Clamd != "" {
		counter.Scanner = inspection.Clamd{Address: s.Clamd}
	}
	go hourly(ctx, func(ctx context.Context) error {
		_, err := received.Sweep(ctx, time.Now())
		_, stranded := store.Sweep(ctx, time.Now())
		return errors.Join(err, stranded)
	})
	return counter, nil
}
