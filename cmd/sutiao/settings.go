package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// setting is one environment variable that the program reads.
type setting struct {
	Name    string
	Default string
	Chinese string
	English string
	check   func(value string) error // of a value that is not empty; may be nil
}

// knownSettings lists every variable, in the order in which the help shows them. A value
// comes from the environment or is the default; an empty one counts as unset.
var knownSettings = []setting{
	{Name: "SUTIAO_DATA", Default: "./data",
		Chinese: "数据目录：私有的 PostgreSQL、密钥与文件都在其中",
		English: "data folder: the private PostgreSQL, secrets and files live in it"},
	{Name: "SUTIAO_LISTEN", Default: "127.0.0.1:8080",
		Chinese: "网站与接口的监听地址",
		English: "address on which the site and the API listen",
		check:   listenAddress},
	{Name: "SUTIAO_PUBLIC_URL",
		Chinese: "当事人访问本系统的网址，短信与邮件中的链接以此开头；默认由监听地址得出",
		English: "address at which parties reach the system, the start of every link that is sent; taken from the listen address by default",
		check:   webAddress},
	{Name: "SUTIAO_MEDIA_LISTEN", Default: "127.0.0.1:8082",
		Chinese: "视频服务的监听地址",
		English: "address on which the media process listens",
		check:   listenAddress},
	{Name: "DATABASE_URL",
		Chinese: "您自己的 PostgreSQL；不设则启动私有的",
		English: "your own PostgreSQL; a private one is started without it",
		check:   databaseAddress},
	{Name: "SUTIAO_WORKER_DATABASE_URL",
		Chinese: "工作进程连接数据库所用的账户；默认同 DATABASE_URL",
		English: "the account under which the worker uses the database; DATABASE_URL by default",
		check:   databaseAddress},
	{Name: "SUTIAO_API_PASSWORD",
		Chinese: "数据库角色 sutiao_api 的密码，由 sutiao migrate 设置",
		English: "password of the database role sutiao_api, set by sutiao migrate"},
	{Name: "SUTIAO_WORKER_PASSWORD",
		Chinese: "数据库角色 sutiao_worker 的密码，由 sutiao migrate 设置",
		English: "password of the database role sutiao_worker, set by sutiao migrate"},
	{Name: "TEMPORAL_ADDRESS",
		Chinese: "您自己的 Temporal 集群；不设则启动私有的",
		English: "your own Temporal cluster; a private server is started without it",
		check:   hostAndPort},
	{Name: "TEMPORAL_NAMESPACE", Default: "sutiao",
		Chinese: "Temporal 命名空间",
		English: "namespace in Temporal"},
	{Name: "SUTIAO_TEMPORAL_BIN",
		Chinese: "私有 Temporal 服务程序的路径；默认在本程序旁或 ./bin 中寻找",
		English: "path of the private Temporal server; looked for beside this program and in ./bin by default",
		check:   existingFile},
	{Name: "SUTIAO_HISTORY_KEYS",
		Chinese: "流程历史加密密钥文件；不设则在数据目录中生成",
		English: "file with the keys that encrypt workflow histories; one is made in the data folder without it",
		check:   existingFile},
	{Name: "SUTIAO_SMS_URL",
		Chinese: "短信网关地址；不设则短信写入数据目录的 outbox",
		English: "where text messages are posted; without it they are written to the data folder's outbox",
		check:   webAddress},
	{Name: "SUTIAO_MODE", Default: development,
		Chinese: "development（开发、演示）或 production（生产）",
		English: "development or production",
		check:   oneOf(development, production)},
	{Name: "SUTIAO_DAY", Default: "24h",
		Chinese: "演示用：一个法定日的时长，如 10s；生产模式下只能是 24h",
		English: "for demonstrations: how long one statutory day lasts, such as 10s; only 24h in production",
		check:   lengthOfDay},
}

const (
	development = "development"
	production  = "production"
	wholeDay    = 24 * time.Hour
)

// settings are the values that the program runs with.
type settings struct {
	Data              string
	Listen            string
	PublicURL         string
	MediaListen       string
	DatabaseURL       string // empty: start a private PostgreSQL
	WorkerDatabaseURL string // empty: like DatabaseURL
	APIPassword       string
	WorkerPassword    string
	TemporalAddress   string // empty: start a private Temporal
	TemporalNamespace string
	TemporalBin       string
	HistoryKeys       string
	SMSURL            string // empty: the outbox folder
	Production        bool
	Day               time.Duration
}

// loadSettings reads and checks the environment. It reports everything that is
// wrong, each with the variable and the reason.
func loadSettings(lookup func(name string) (string, bool)) (settings, error) {
	values := make(map[string]string, len(knownSettings))
	var wrong []error
	for _, s := range knownSettings {
		value, _ := lookup(s.Name)
		value = strings.TrimSpace(value)
		if value == "" {
			value = s.Default
		}
		if value != "" && s.check != nil {
			if err := s.check(value); err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %w", s.Name, err))
				continue
			}
		}
		values[s.Name] = value
	}
	day, _ := time.ParseDuration(values["SUTIAO_DAY"]) // checked above
	result := settings{
		Data:              values["SUTIAO_DATA"],
		Listen:            values["SUTIAO_LISTEN"],
		PublicURL:         strings.TrimRight(values["SUTIAO_PUBLIC_URL"], "/"),
		MediaListen:       values["SUTIAO_MEDIA_LISTEN"],
		DatabaseURL:       values["DATABASE_URL"],
		WorkerDatabaseURL: values["SUTIAO_WORKER_DATABASE_URL"],
		APIPassword:       values["SUTIAO_API_PASSWORD"],
		WorkerPassword:    values["SUTIAO_WORKER_PASSWORD"],
		TemporalAddress:   values["TEMPORAL_ADDRESS"],
		TemporalNamespace: values["TEMPORAL_NAMESPACE"],
		TemporalBin:       values["SUTIAO_TEMPORAL_BIN"],
		HistoryKeys:       values["SUTIAO_HISTORY_KEYS"],
		SMSURL:            values["SUTIAO_SMS_URL"],
		Production:        values["SUTIAO_MODE"] == production,
		Day:               day,
	}
	if result.Production {
		wrong = append(wrong, result.checkProduction()...)
	}
	if len(wrong) > 0 {
		return settings{}, errors.Join(wrong...)
	}
	return result.complete(), nil
}

// checkProduction refuses what is a convenience on a laptop and a fault in
// production: engines of our own, keys made on the spot, shortened days.
func (s settings) checkProduction() []error {
	var wrong []error
	for _, required := range []struct{ name, value string }{
		{"DATABASE_URL", s.DatabaseURL},
		{"TEMPORAL_ADDRESS", s.TemporalAddress},
		{"SUTIAO_HISTORY_KEYS", s.HistoryKeys},
		{"SUTIAO_PUBLIC_URL", s.PublicURL},
		{"SUTIAO_SMS_URL", s.SMSURL},
	} {
		if required.value == "" {
			wrong = append(wrong, fmt.Errorf("%s: 生产模式下必须设置 · must be set in production", required.name))
		}
	}
	if s.PublicURL != "" && !strings.HasPrefix(s.PublicURL, "https://") {
		wrong = append(wrong, errors.New("SUTIAO_PUBLIC_URL: 生产模式下必须以 https:// 开头 · must begin with https:// in production"))
	}
	if s.Day != 0 && s.Day != wholeDay {
		wrong = append(wrong, errors.New("SUTIAO_DAY: 生产模式下一天就是 24h · a day has 24h in production"))
	}
	return wrong
}

// complete fills in what follows from other settings.
func (s settings) complete() settings {
	if s.PublicURL == "" {
		s.PublicURL = "http://" + s.Listen
	}
	if s.WorkerDatabaseURL == "" {
		s.WorkerDatabaseURL = s.DatabaseURL
	}
	return s
}

func listenAddress(value string) error {
	host, _, err := net.SplitHostPort(value)
	if err != nil || (host != "" && host != "localhost" && net.ParseIP(host) == nil) {
		return fmt.Errorf("%q 不是监听地址，应如 127.0.0.1:8080 · is no address to listen on, such as 127.0.0.1:8080", value)
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
