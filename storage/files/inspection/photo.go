package inspection

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"

	"golang.org/x/image/webp"
)

const (
	// maxPixels is what a photo may have; decoded it takes at most 4 bytes for each.
	maxPixels = 50_000_000
	// maxScans of a progressive JPEG: cameras write about ten; each one, however short,
	// costs a pass over the whole picture.
	maxScans = 64
	// jpegQuality keeps small print legible.
	jpegQuality = 88
)

type format struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = map[string]format{
	"image/jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"image/png":  {png.DecodeConfig, png.Decode},
	"image/webp": {webp.DecodeConfig, webp.Decode},
}

// cleanPhoto encodes the photo anew, upright and without anything but its pixels.
func (i *Inspected) cleanPhoto(ctx context.Context, file Source, size int64) error {
	free, err := waitForSlot(ctx)
	if err != nil {
		return err
	}
	defer free()
	whole := func() io.Reader {
		return bufio.NewReader(whileLive{ctx, io.NewSectionReader(file, 0, size)})
	}
	f := formats[i.MediaType]
	config, err := f.config(whole())
	if err != nil {
		return photoError(ctx, err)
	}
	if int64(config.Width)*int64(config.Height)*depth(config.ColorModel) > 4*maxPixels {
		return refusals["pixels"]
	}
	if i.MediaType == "image/jpeg" {
		if err := countScans(whole()); err != nil {
			return photoError(ctx, err)
		}
	}
	turn := orientation(file, size)
	picture, err := f.decode(whole())
	if err != nil {
		return photoError(ctx, err)
	}
	if b := picture.Bounds(); int64(b.Dx())*int64(b.Dy()) > maxPixels {
		return refusals["pixels"]
	}
	if err := i.encode(ctx, upright(picture, turn)); err != nil {
		return err
	}
	i.Inline = true
	i.find("照片已重新保存，拍摄地点、设备等附带信息已去除", "the photo was saved anew without its place, device and other metadata")
	return nil
}

// depth is how many bytes a decoded pixel takes, at most.
func depth(m color.Model) int64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	return 4
}

func photoError(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return busy
	case errors.Is(err, errManyScans):
		return refusals["pixels"]
	}
	return refusals["broken"]
}

// encode writes a JPEG, or a PNG where the photo was one or is transparent in places.
func (i *Inspected) encode(ctx context.Context, picture image.Image) error {
	file, err := os.CreateTemp("", "sutiao-photo-*")
	if err != nil {
		return fmt.Errorf("inspection: %w", err)
	}
	i.cleaned, i.Content = file, file
	if err := os.Remove(file.Name()); err != nil { // lives on until it is closed
		return fmt.Errorf("inspection: %w", err)
	}
	w := bufio.NewWriterSize(whileLiveWriter{ctx, file}, 1<<16)
	if i.MediaType == "image/png" || !opaque(picture) {
		i.Type = taken["image/png"]
		err = png.Encode(w, picture)
	} else {
		i.Type = taken["image/jpeg"]
		err = jpeg.Encode(w, picture, &jpeg.Options{Quality: jpegQuality})
	}
	if err == nil {
		err = w.Flush()
	}
	if ctx.Err() != nil {
		return busy
	}
	if err != nil {
		return fmt.Errorf("inspection: encode a photo: %w", err)
	}
	return nil
}

func opaque(picture image.Image) bool {
	o, ok := picture.(interface{ Opaque() bool })
	return !ok || o.Opaque()
}

var errManyScans = errors.New("too many scans")

// countScans looks for the marker that begins a scan. Inside a scan it can't stand.
func countScans(r io.Reader) error {
	buffer, scans := make([]byte, 1<<16), 0
	carried := 0
	for {
		n, err := r.Read(buffer[carried:])
		scans += bytes.Count(buffer[:carried+n], []byte{0xff, 0xda})
		if scans > maxScans {
			return errManyScans
		}
		if n > 0 {
			buffer[0], carried = buffer[carried+n-1], 1
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// whileLive stops reading when the context ends.
type whileLive struct {
	ctx context.Context
	r   io.Reader
}

func (l whileLive) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	return l.r.Read(p)
}

// whileLiveWriter stops writing when the context ends.
type whileLiveWriter struct {
	ctx context.Context
	w   io.Writer
}

func (l whileLiveWriter) Write(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	return l.w.Write(p)
}
