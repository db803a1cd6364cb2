// Package shelf gives the store of files and the receiver of uploads the shape in which
// the API and the worker use them.
package shelf

import (
	"bytes"
	"context"
	"io"

	"sutiao/dispute"
	"sutiao/storage/files"
)

// Streams keeps files that are read and written piece by piece, as the API does.
type Streams struct{ Store *files.Store }

// Put keeps the content for the keeper.
func (s Streams) Put(ctx context.Context, keeper string, content io.Reader) (dispute.File, error) {
	stored, err := s.Store.Put(ctx, keeper, content)
	return fileOf(stored, keeper), err
}

// Open gives the content of a file and its size in bytes; the caller closes it.
func (s Streams) Open(ctx context.Context, keeper, sha256 string) (io.ReadCloser, int64, error) {
	r, err := s.Store.Open(ctx, keeper, sha256)
	if err != nil {
		return nil, 0, err
	}
	return r, r.Size, nil
}

// Whole keeps files that fit into memory, as documents do.
type Whole struct{ Store *files.Store }

// Put keeps a file for the keeper.
func (w Whole) Put(ctx context.Context, keeper string, data []byte) (dispute.File, error) {
	return Streams(w).Put(ctx, keeper, bytes.NewReader(data))
}

// Get gives the whole content of a file.
func (w Whole) Get(ctx context.Context, keeper, sha256 string) ([]byte, error) {
	r, err := w.Store.Open(ctx, keeper, sha256)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(r)
}

func fileOf(s files.Stored, keeper string) dispute.File {
	return dispute.File{SHA256: s.SHA256, SM3: s.SM3, Size: s.Size, Keeper: keeper}
}
