package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func filesAddress(value string) error {
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "file" && u.Scheme != "s3") {
		return fmt.Errorf("%q 应以 file:/// 或 s3:// 开头 · must begin with file:/// or s3://", value)
	}
	return nil
}

func existingFolder(value string) error {
	info, err := os.Stat(filepath.Clean(value)) // #nosec G703 -- the operator's own folder
	if err != nil || !info.IsDir() {
		return fmt.Errorf("目录 %s 不存在 · there is no folder %s", value, value)
	}
	return nil
}

func listenAddress(value string) error {
	host, _, err := net.SplitHostPort(value)
	if err != nil || (host != "" && host != "localhost" && net.ParseIP(host) == nil) {
		return fmt.Errorf("%q 不是监听地址，应如 127.0.0.1:8080 · is no address to listen on, such as 127.0.0.1:8080", value)
	}
	return nil
}

// networks checks a list of networks or addresses.
func networks(value string) error {
	for _, n := range listOf(value) {
		if _, err := netip.ParsePrefix(n); err == nil {
			continue
		}
		if _, err := netip.ParseAddr(n); err != nil {
			return fmt.Errorf("%q 应如 10.0.0.0/8 · must look like 10.0.0.0/8", n)
		}
	}
	return nil
}

func listOf(value string) []string {
	if value == "" {
		return nil
	}
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
}

func wholeDays(value string) error {
	if n, err := strconv.Atoi(value); err != nil || n < 1 || n > 3650 {
		return fmt.Errorf("%q 应为1到3650之间的天数 · must be a number of days from 1 to 3650", value)
	}
	return nil
}

func hostAndPort(value string) error {
	if host, port, err := net.SplitHostPort(value); err != nil || host == "" || port == "" {
		return fmt.Errorf("%q 应如 temporal.example:7233 · must look like temporal.example:7233", value)
	}
	return nil
}

func webAddress(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("%q 不是网址，应如 https://tiaojie.example · is no web address, such as https://tiaojie.example", value)
	}
	return nil
}

// databaseAddress does not quote the value: it holds a password.
func databaseAddress(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return errors.New("应如 postgres://user:password@host:5432/sutiao · must look like postgres://user:password@host:5432/sutiao")
	}
	return nil
}

func existingFile(value string) error {
	info, err := os.Stat(filepath.Clean(value)) // #nosec G703 -- the operator's own file
	if err != nil || info.IsDir() {
		return fmt.Errorf("文件 %s 不存在 · there is no file %s", value, value)
	}
	return nil
}

func lengthOfDay(value string) error {
	day, err := time.ParseDuration(value)
	if err != nil || day < 10*time.Millisecond || day > wholeDay {
		return fmt.Errorf("%q 应为 10ms 至 24h 之间的时长 · must be a duration from 10ms to 24h", value)
	}
	return nil
}

func oneOf(values ...string) func(string) error {
	return func(value string) error {
		for _, v := range values {
			if v == value {
				return nil
			}
		}
		choice := strings.Join(values, ", ")
		return fmt.Errorf("%q 应为其中之一：%s · must be one of: %s", value, choice, choice)
	}
}
