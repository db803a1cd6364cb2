package storage

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"
	"gorm.io/gorm/schema"
)

// textsSerializer lets gorm keep a []string in a text[] column.
type textsSerializer struct{}

func init() { schema.RegisterSerializer("texts", textsSerializer{}) }

// Scan implements schema.SerializerInterface.
func (textsSerializer) Scan(ctx context.Context, field *schema.Field, dst reflect.Value, value any) error {
	texts := []string{}
	if value != nil {
		if err := pgtype.NewMap().SQLScanner(&texts).Scan(value); err != nil {
			return fmt.Errorf("read %s: %w", field.Name, err)
		}
	}
	return field.Set(ctx, dst, texts)
}

// Value implements schema.SerializerValuerInterface.
func (textsSerializer) Value(_ context.Context, _ *schema.Field, _ reflect.Value, value any) (any, error) {
	texts, ok := value.([]string)
	if !ok {
		return nil, fmt.Errorf("a text[] column can't keep a %T", value)
	}
	return textArray(texts), nil
}

var arrayEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\x00", "")

// textArray writes an array as PostgreSQL reads it.
func textArray(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = `"` + arrayEscapes.Replace(text) + `"`
	}
	return "{" + strings.Join(quoted, ",") + "}"
}

// storable leaves out the one character that PostgreSQL can't keep in a text.
func storable(text string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
}

// storableJSON replaces the escape of that character, which jsonb refuses, so that no
// text anybody types can stop a case from being recorded.
func storableJSON(json string) string {
	const escape = `\u0000`
	if !strings.Contains(json, escape) {
		return json
	}
	var out strings.Builder
	for i := 0; i < len(json); {
		switch {
		case strings.HasPrefix(json[i:], escape):
			out.WriteString(`\ufffd`)
			i += len(escape)
		case json[i] == '\\' && i+1 < len(json): // another escape, such as of a backslash
			out.WriteString(json[i : i+2])
			i += 2
		default:
			out.WriteByte(json[i])
			i++
		}
	}
	return out.String()
}
