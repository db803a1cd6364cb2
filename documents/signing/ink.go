package signing

import (
	"bytes"
	"image"
	"image/png"

	"golang.org/x/image/draw"

	"sutiao/dispute"
	"sutiao/documents/verification/revision"
)

const (
	maxInk       = 4 << 20 // bytes of PNG
	maxInkPixels = 16 << 20
	// A signature is shown some 150 points wide; this prints at 300 dots per inch.
	maxInkWidth, maxInkHeight = 700, 500
)

// readInk makes a picture of a drawn signature or a seal: what is drawn and no margin
// around it. A picture without transparency is taken as ink on white paper.
func readInk(file []byte) (*revision.Picture, error) {
	wrong := func(zh, en string) error {
		return &dispute.Error{Code: dispute.CodeInvalid, Message: dispute.Text{ZH: zh, EN: en}}
	}
	config, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil || len(file) > maxInk || config.Width*config.Height > maxInkPixels {
		return nil, wrong("签名图片不是 PNG 或过大", "the signature's picture is not a PNG or is too large")
	}
	decoded, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, wrong("签名图片无法读取", "the signature's picture cannot be read")
	}
	ink := image.NewNRGBA(image.Rect(0, 0, config.Width, config.Height))
	draw.Draw(ink, ink.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	if ink.Opaque() {
		removePaper(ink)
	}
	drawn := drawnPart(ink)
	if drawn.Empty() {
		return nil, wrong("签名图片是空白的", "the signature's picture is blank")
	}
	return packPicture(scale(ink, drawn))
}

// removePaper makes a pixel the more transparent the nearer it is to white.
func removePaper(ink *image.NRGBA) {
	for i := 0; i < len(ink.Pix); i += 4 {
		ink.Pix[i+3] = 255 - min(ink.Pix[i], ink.Pix[i+1], ink.Pix[i+2])
	}
}

func drawnPart(ink *image.NRGBA) image.Rectangle {
	var drawn image.Rectangle
	for y := range ink.Rect.Dy() {
		row := ink.Pix[y*ink.Stride : y*ink.Stride+4*ink.Rect.Dx()]
		for x := 0; x < len(row); x += 4 {
			if row[x+3] > 16 {
				drawn = drawn.Union(image.Rect(x/4, y, x/4+1, y+1))
			}
		}
	}
	return drawn
}

func scale(ink *image.NRGBA, drawn image.Rectangle) *image.NRGBA {
	width, height := drawn.Dx(), drawn.Dy()
	if width > maxInkWidth {
		width, height = maxInkWidth, max(1, height*maxInkWidth/width)
	}
	if height > maxInkHeight {
		width, height = max(1, width*maxInkHeight/height), maxInkHeight
	}
	out := image.NewNRGBA(image.Rect(0, 0, width, height))
	if width == drawn.Dx() {
		draw.Draw(out, out.Rect, ink, drawn.Min, draw.Src)
		return out
	}
	draw.ApproxBiLinear.Scale(out, out.Rect, ink, drawn, draw.Src, nil)
	return out
}

func packPicture(ink *image.NRGBA) (*revision.Picture, error) {
	pixels := ink.Rect.Dx() * ink.Rect.Dy()
	colour, opaque := make([]byte, 0, 3*pixels), make([]byte, 0, pixels)
	for i := 0; i < len(ink.Pix); i += 4 {
		p := ink.Pix[i : i+4]
		if p[3] == 0 { // nothing to see: let it compress
			colour, opaque = append(colour, 0, 0, 0), append(opaque, 0)
			continue
		}
		colour, opaque = append(colour, p[0], p[1], p[2]), append(opaque, p[3])
	}
	p := &revision.Picture{Width: ink.Rect.Dx(), Height: ink.Rect.Dy()}
	var err error
	if p.Colour, err = pack(colour); err != nil {
		return nil, err
	}
	p.Opaque, err = pack(opaque)
	return p, err
}
