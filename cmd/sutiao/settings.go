package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
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
	{Name: "SUTIAO_PROXIES",
		Chinese: "您自己的反向代理的地址（CIDR，逗号分隔）；只采信它们转告的来访地址，签名证据中的地址以此为准",
		English: "addresses (CIDR, comma-separated) of your own reverse proxies; only their word on a caller's address is taken, which goes into the evidence of signatures",
		check:   networks},
	{Name: "SUTIAO_MEDIA_LISTEN", Default: "127.0.0.1:8082",
		Chinese: "视频服务的监听地址",
		English: "address on which the media process listens",
		check:   listenAddress},
	{Name: "SUTIAO_MEDIA_UDP",
		Chinese: "视频媒体的 UDP 端口（所有人共用一个），如 0.0.0.0:7882；默认由系统选择",
		English: "the one UDP port of all media, such as 0.0.0.0:7882; the system chooses one by default",
		check:   listenAddress},
	{Name: "SUTIAO_MEDIA_TCP",
		Chinese: "视频媒体的 TCP 端口（ICE over TCP）；默认由系统选择",
		English: "the TCP port of media (ICE over TCP); the system chooses one by default",
		check:   listenAddress},
	{Name: "SUTIAO_MEDIA_ADDRESSES",
		Chinese: "浏览器到达视频节点的 IP 地址（逗号分隔）；默认为本机地址",
		English: "IP addresses at which browsers reach the node (comma-separated); the machine's own by default"},
	{Name: "SUTIAO_MEDIA_RELAY_UDP",
		Chinese: "内置中继（TURN）的 UDP 地址；默认由系统选择端口",
		English: "UDP address of the built-in relay (TURN); a port of the system's choice by default",
		check:   listenAddress},
	{Name: "SUTIAO_MEDIA_RELAY_TCP",
		Chinese: "内置中继（TURN）的 TCP 地址；默认由系统选择端口",
		English: "TCP address of the built-in relay (TURN); a port of the system's choice by default",
		check:   listenAddress},
	{Name: "SUTIAO_MEDIA_RELAY_TLS",
		Chinese: "内置中继（TURN over TLS）的地址，如 0.0.0.0:443，供只放行 443 端口的网络使用；需要证书；默认不开",
		English: "address of the built-in relay over TLS, such as 0.0.0.0:443, for networks that let nothing else through; needs a certificate; off by default",
		check:   listenAddress},
	{Name: "SUTIAO_MEDIA_RELAY_CERTIFICATE",
		Chinese: "中继 TLS 证书文件（PEM，含中间证书）；换新后自动读取",
		English: "file with the relay's certificate (PEM, with intermediates); read again when it is renewed"},
	{Name: "SUTIAO_MEDIA_RELAY_KEY",
		Chinese: "中继 TLS 证书的私钥文件（PEM）",
		English: "file with the certificate's private key (PEM)"},
	{Name: "SUTIAO_MEDIA_RELAY_HOST",
		Chinese: "浏览器到达中继的主机名或地址；默认为监听地址",
		English: "name or address at which browsers reach the relay; the listen address by default"},
	{Name: "SUTIAO_MEDIA_URL",
		Chinese: "网站到达本视频节点的网址，以 /room 结尾；默认由监听地址得出",
		English: "address at which the site reaches this media node, ending in /room; taken from the listen address by default",
		check:   webAddress},
	{Name: "SUTIAO_MEDIA_SECRET",
		Chinese: "网站与视频节点共用的密钥文件（至少32字节）；sutiao up 自行生成",
		English: "file with the secret that the site and media nodes share (32 bytes at least); sutiao up makes its own",
		check:   existingFile},
	{Name: "SUTIAO_TICKET_SECRET",
		Chinese: "网站签发调解室入场凭证的密钥文件（至少32字节），视频节点只得到公钥；多个网站进程须用同一文件；sutiao up 自行生成",
		English: "file with the secret by which the site signs tickets into rooms (32 bytes at least); media nodes learn the public half; all processes of a site need the same; sutiao up makes its own",
		check:   existingFile},
	{Name: "SUTIAO_FOOTAGE_DAYS", Default: "30",
		Chinese: "录音录像的保存天数，期满自动删除（其哈希值仍在办理记录中）",
		English: "for how many days recordings are kept; then they are removed, and their hashes stay in the ledger",
		check:   wholeDays},
	{Name: "SUTIAO_SITE_URL",
		Chinese: "视频节点到达网站的网址；默认同 SUTIAO_PUBLIC_URL",
		English: "address at which a media node reaches the site; SUTIAO_PUBLIC_URL by default",
		check:   webAddress},
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
	{Name: "SUTIAO_FILES",
		Chinese: "文书与证据文件的存放处（file:///… 或 s3://…）；默认在数据目录的 files 中",
		English: "where documents and evidence are kept (file:///… or s3://…); the data folder's files by default",
		check:   filesAddress},
	{Name: "SUTIAO_FILE_KEYS",
		Chinese: "文件加密主密钥文件；不设则在数据目录中生成",
		English: "file with the master keys that encrypt files; one is made in the data folder without it",
		check:   existingFile},
	{Name: "SUTIAO_CLAMD",
		Chinese: "病毒扫描服务 clamd 的地址（主机:端口或套接字路径）；不设则不扫描",
		English: "address of clamd (host:port or the path of a socket) that scans uploads; without it nothing is scanned"},
	{Name: "SUTIAO_SEALS",
		Chinese: "调解组织证书目录：<组织ID>.p12、password.txt，可选 <组织ID>.png 印章；不设则用本机私有签章机构（仅供演示）",
		English: "folder with the organisations' certificates: <organisation>.p12, password.txt and, if wanted, the seal <organisation>.png; a private authority signs without it, for demonstration",
		check:   existingFolder},
	{Name: "SUTIAO_PKCS11",
		Chinese: "签章密钥所在密码设备的 PKCS#11 库路径；令牌与密钥标签均为组织ID，口令在 SUTIAO_SEALS 的 password.txt 中",
		English: "PKCS #11 library of the token with the seals' keys, token and key labelled by the organisation; the PIN is in password.txt of SUTIAO_SEALS",
		check:   existingFile},
	{Name: "SUTIAO_TRUST",
		Chinese: "签章与时间戳所依据的证书（PEM），供离线验证页使用；默认取 SUTIAO_SEALS 中的 anchors.pem 或数据目录的 trust.pem",
		English: "certificates (PEM) to which seals and timestamps lead, for the page that checks offline; anchors.pem of SUTIAO_SEALS or the data folder's trust.pem by default",
		check:   existingFile},
	{Name: "SUTIAO_TSA_URL",
		Chinese: "时间戳服务地址（RFC 3161）；不设则用本机私有时间戳（文书中注明）",
		English: "timestamp authority (RFC 3161); a private one dates signatures without it, and documents say so",
		check:   webAddress},
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
	Proxies           []string
	MediaListen       string
	MediaUDP          string
	MediaTCP          string
	MediaAddresses    string
	MediaRelayUDP     string
	MediaRelayTCP     string
	MediaRelayTLS     string
	MediaRelayCert    string
	MediaRelayKey     string
	MediaRelayHost    string
	MediaURL          string
	MediaSecret       string // file; empty: no media node is heard
	TicketSecret      string // file; empty: one for this process alone
	SiteURL           string
	FootageKept       time.Duration
	DatabaseURL       string // empty: start a private PostgreSQL
	WorkerDatabaseURL string // empty: like DatabaseURL
	APIPassword       string
	WorkerPassword    string
	TemporalAddress   string // empty: start a private Temporal
	TemporalNamespace string
	TemporalBin       string
	HistoryKeys       string
	Files             string // address of the bucket
	FileKeys          string // empty: keys of the data folder
	Clamd             string // empty: no scan
	Seals             string // empty: the private authority
	PKCS11            string // empty: PKCS #12 files
	Trust             string // empty: see trustFile
	TSAURL            string // empty: the private authority's clock
	SMSURL            string // empty: the outbox folder
	Production        bool
	Day               time.Duration
}

// checkedSettings reads the environment, and reports everything that is wrong.
func checkedSettings(lookup func(name string) (string, bool)) (values map[string]string, wrong []error) {
	values = make(map[string]string, len(knownSettings))
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
	return values, wrong
}

// loadSettings reads and checks the environment. It reports everything that is
// wrong, each with the variable and the reason.
func loadSettings(lookup func(name string) (string, bool)) (settings, error) {
	values, wrong := checkedSettings(lookup)
	day, _ := time.ParseDuration(values["SUTIAO_DAY"])            // checked above
	footageDays, _ := strconv.Atoi(values["SUTIAO_FOOTAGE_DAYS"]) // checked above
	result := settings{
		Data:              values["SUTIAO_DATA"],
		Listen:            values["SUTIAO_LISTEN"],
		PublicURL:         strings.TrimRight(values["SUTIAO_PUBLIC_URL"], "/"),
		Proxies:           listOf(values["SUTIAO_PROXIES"]),
		MediaListen:       values["SUTIAO_MEDIA_LISTEN"],
		MediaUDP:          values["SUTIAO_MEDIA_UDP"],
		MediaTCP:          values["SUTIAO_MEDIA_TCP"],
		MediaAddresses:    values["SUTIAO_MEDIA_ADDRESSES"],
		MediaRelayUDP:     values["SUTIAO_MEDIA_RELAY_UDP"],
		MediaRelayTCP:     values["SUTIAO_MEDIA_RELAY_TCP"],
		MediaRelayTLS:     values["SUTIAO_MEDIA_RELAY_TLS"],
		MediaRelayCert:    values["SUTIAO_MEDIA_RELAY_CERTIFICATE"],
		MediaRelayKey:     values["SUTIAO_MEDIA_RELAY_KEY"],
		MediaRelayHost:    values["SUTIAO_MEDIA_RELAY_HOST"],
		MediaURL:          values["SUTIAO_MEDIA_URL"],
		MediaSecret:       values["SUTIAO_MEDIA_SECRET"],
		TicketSecret:      values["SUTIAO_TICKET_SECRET"],
		SiteURL:           values["SUTIAO_SITE_URL"],
		FootageKept:       time.Duration(footageDays) * wholeDay,
		DatabaseURL:       values["DATABASE_URL"],
		WorkerDatabaseURL: values["SUTIAO_WORKER_DATABASE_URL"],
		APIPassword:       values["SUTIAO_API_PASSWORD"],
		WorkerPassword:    values["SUTIAO_WORKER_PASSWORD"],
		TemporalAddress:   values["TEMPORAL_ADDRESS"],
		TemporalNamespace: values["TEMPORAL_NAMESPACE"],
		TemporalBin:       values["SUTIAO_TEMPORAL_BIN"],
		HistoryKeys:       values["SUTIAO_HISTORY_KEYS"],
		Files:             values["SUTIAO_FILES"],
		FileKeys:          values["SUTIAO_FILE_KEYS"],
		Clamd:             values["SUTIAO_CLAMD"],
		Seals:             values["SUTIAO_SEALS"],
		PKCS11:            values["SUTIAO_PKCS11"],
		Trust:             values["SUTIAO_TRUST"],
		TSAURL:            values["SUTIAO_TSA_URL"],
		SMSURL:            values["SUTIAO_SMS_URL"],
		Production:        values["SUTIAO_MODE"] == production,
		Day:               day,
	}
	wrong = append(wrong, result.checkProduction()...)
	if len(wrong) > 0 {
		return settings{}, errors.Join(wrong...)
	}
	return result.complete(), nil
}

// checkProduction refuses what is a convenience on a laptop and a fault in
// production: engines of our own, keys made on the spot, shortened days.
func (s settings) checkProduction() []error {
	if !s.Production {
		return nil
	}
	var wrong []error
	for _, required := range []struct{ name, value string }{
		{"DATABASE_URL", s.DatabaseURL},
		{"TEMPORAL_ADDRESS", s.TemporalAddress},
		{"SUTIAO_HISTORY_KEYS", s.HistoryKeys},
		{"SUTIAO_PUBLIC_URL", s.PublicURL},
		{"SUTIAO_SMS_URL", s.SMSURL},
		{"SUTIAO_FILE_KEYS", s.FileKeys},
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
	if s.Files == "" {
		s.Files = "file://" + absolute(filepath.Join(s.Data, "files"))
	}
	if s.WorkerDatabaseURL == "" {
		s.WorkerDatabaseURL = s.DatabaseURL
	}
	return s
}

func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return filepath.ToSlash(whole)
	}
	return path
}
