// Package fonts holds the fonts of the documents. They are fetched by scripts/fonts.sh,
// not committed; LICENSES.md says whose they are.
package fonts

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
)

//go:embed all:files
var files embed.FS

// ErrMissing tells that the fonts were not there when the program was built.
var ErrMissing = errors.New("文书字体缺失，请先运行 make fonts 再编译 / the fonts of the documents are missing: run make fonts and build again")

// Set is the fonts of the text as TrueType files.
type Set struct {
	Regular []byte
	Bold    []byte
}

// Text unpacks the fonts of the text, once.
var Text = sync.OnceValues(func() (Set, error) {
	regular, err := unpack("NotoSerifSC-Regular")
	if err != nil {
		return Set{}, err
	}
	bold, err := unpack("NotoSerifSC-Bold")
	if err != nil {
		return Set{}, err
	}
	return Set{Regular: regular, Bold: bold}, nil
})

// Rare unpacks, once and not before a document needs them, the fonts that are asked in
// their order for characters that the text fonts lack. There may be none.
var Rare = sync.OnceValues(func() ([][]byte, error) {
	var rare [][]byte
	for _, name := range []string{"HanaMinA", "HanaMinB"} {
		font, err := unpack(name)
		if errors.Is(err, ErrMissing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		rare = append(rare, font)
	}
	return rare, nil
})

func unpack(name string) ([]byte, error) {
	packed, err := files.ReadFile("files/" + name + ".ttf.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", name, ErrMissing)
	}
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return data, nil
}
