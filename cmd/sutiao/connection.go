package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sutiao/payload"
)

// readConnection finds the running installation of this data folder.
func readConnection(s settings) (connection, error) {
	var c connection
	data, err := os.ReadFile(filepath.Join(s.Data, "secrets", "connection.json"))
	if errors.Is(err, os.ErrNotExist) {
		return c, fmt.Errorf("在 %s 中没有找到运行中的系统，请先 sutiao up · nothing runs in %s; start sutiao up first", s.Data, s.Data)
	}
	if err != nil {
		return c, err
	}
	return c, json.Unmarshal(data, &c)
}

// localSecret reads a secret that `sutiao up` made.
func localSecret(s settings, name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(s.Data, "secrets", name)) //nolint:gosec // a file of our own data folder
	return strings.TrimSpace(string(text)), err
}

// localKeys are the history keys of the running installation.
func localKeys(s settings) (payload.Keys, error) {
	if s.HistoryKeys != "" {
		return historyKeys(s.HistoryKeys)
	}
	text, err := localSecret(s, "history-key")
	if err != nil {
		return nil, err
	}
	secret, err := hex.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return payload.ParseKeys("local " + base64.StdEncoding.EncodeToString(secret))
}
