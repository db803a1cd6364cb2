// Package payload keeps what the workflow engine stores unreadable: every payload is
// compressed and then sealed with AES-256-GCM, so that histories hold no readable
// personal data. Keys rotate: a payload names the key that sealed it.
package payload

import (
	"bytes"
	"compress/zlib"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"
	"io"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"
)

const (
	metadataKey = "sutiao-key"
	encoding    = "binary/sutiao-sealed"
	// maxPayload bounds what a sealed payload may inflate to: the engine refuses
	// payloads above 2 MB, so nothing of ours is larger.
	maxPayload = 8 << 20
)

// Codec seals and opens payloads.
type Codec struct{ keys Keys }

// NewConverter is a data converter whose payloads are sealed.
func NewConverter(keys Keys) converter.DataConverter {
	return converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), &Codec{keys})
}

// Encode implements converter.PayloadCodec.
func (c *Codec) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	sealed := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		data, err := c.seal(p)
		if err != nil {
			return nil, err
		}
		sealed[i] = &commonpb.Payload{
			Metadata: map[string][]byte{
				converter.MetadataEncoding: []byte(encoding),
				metadataKey:                []byte(c.keys[0].ID),
			},
			Data: data,
		}
	}
	return sealed, nil
}

// Decode implements converter.PayloadCodec.
func (c *Codec) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	opened := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		if string(p.GetMetadata()[converter.MetadataEncoding]) != encoding {
			opened[i] = p
			continue
		}
		plain, err := c.open(string(p.GetMetadata()[metadataKey]), p.GetData())
		if err != nil {
			return nil, err
		}
		opened[i] = plain
	}
	return opened, nil
}

func (c *Codec) seal(p *commonpb.Payload) ([]byte, error) {
	plain, err := proto.Marshal(p)
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	gcm, err := c.keys[0].cipher()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return gcm.Seal(nonce, nonce, packed.Bytes(), []byte(c.keys[0].ID)), nil
}

func (c *Codec) open(id string, data []byte) (*commonpb.Payload, error) {
	key, ok := c.keys.find(id)
	if !ok {
		return nil, fmt.Errorf("payload: no key %q; add it to the history keys", id)
	}
	gcm, err := key.cipher()
	if err != nil {
		return nil, err
	}
	if len(data) < gcm.NonceSize() {
		return nil, fmt.Errorf("payload: %d bytes are too short to be sealed", len(data))
	}
	packed, err := gcm.Open(nil, data[:gcm.NonceSize()], data[gcm.NonceSize():], []byte(id))
	if err != nil {
		return nil, fmt.Errorf("payload: the seal of key %q is broken: %w", id, err)
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(io.LimitReader(r, maxPayload))
	if err != nil {
		return nil, err
	}
	p := new(commonpb.Payload)
	return p, proto.Unmarshal(plain, p)
}

func (k Key) cipher() (cipher.AEAD, error) {
	block, err := aes.NewCipher(k.secret)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
