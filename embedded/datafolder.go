package embedded

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// layoutVersion is the version of the data folder's layout. A change of layout
// comes with a higher number and the code that converts the older one.
const layoutVersion = 1

// Folder is the data folder of one private installation, locked for this process.
type Folder struct {
	path string
	lock *os.File
}

// OpenFolder opens the data folder at path, creating it if need be, and locks it
// until Close. The lock belongs to the process: no crash leaves it behind.
func OpenFolder(path string) (*Folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, folderMode()); err != nil {
		return nil, problem(err, "无法创建数据目录 %s，请用 SUTIAO_DATA 换一个",
			"cannot create the data folder %s; choose another with SUTIAO_DATA", path)
	}
	lock, err := lockFolder(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{path: path, lock: lock}
	if err := f.prepare(); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// folderMode: where root runs PostgreSQL as another user, that user has to pass
// through the folder, though it need not list it.
func folderMode() os.FileMode {
	if os.Geteuid() == 0 {
		return 0o711
	}
	return 0o700
}

func lockFolder(path string) (*os.File, error) {
	lock, err := os.OpenFile(filepath.Join(path, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, problem(err, "无法写入数据目录 %s，请用 SUTIAO_DATA 换一个",
			"cannot write to the data folder %s; choose another with SUTIAO_DATA", path)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder := make([]byte, 20)
		n, _ := lock.Read(holder)
		_ = lock.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock the data folder %s: %w", path, err)
		}
		return nil, problem(nil,
			"数据目录 %s 正被另一个 sutiao（进程 %s）使用，请先停止它，或用 SUTIAO_DATA 换一个目录",
			"data folder %s is in use by another sutiao (process %s); stop it, or choose another folder with SUTIAO_DATA",
			path, strings.TrimSpace(string(holder[:n])))
	}
	if err := lock.Truncate(0); err == nil {
		_, err = lock.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
		if err != nil {
			_ = lock.Close()
			return nil, fmt.Errorf("write to the data folder %s: %w", path, err)
		}
	}
	return lock, nil
}

func (f *Folder) prepare() error {
	found, err := os.ReadFile(f.Path("VERSION"))
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := writeOnce(f.Path("VERSION"), strconv.Itoa(layoutVersion)); err != nil {
			return err
		}
	case err != nil:
		return fmt.Errorf("read the data folder's version: %w", err)
	case strings.TrimSpace(string(found)) != strconv.Itoa(layoutVersion):
		return problem(nil,
			"数据目录 %s 的布局版本是 %s，本程序使用 %d，请换用匹配的 sutiao 版本",
			"data folder %s has layout version %s and this program uses %d; use the sutiao release that matches it",
			f.path, strings.TrimSpace(string(found)), layoutVersion)
	}
	for _, private := range []string{"secrets", "ports"} {
		if err := os.MkdirAll(f.Path(private), 0o700); err != nil {
			return fmt.Errorf("create %s: %w", private, err)
		}
	}
	return nil
}

// Path returns the absolute path of something in the folder.
func (f *Folder) Path(elements ...string) string {
	return filepath.Join(append([]string{f.path}, elements...)...)
}

// Close releases the lock.
func (f *Folder) Close() error { return f.lock.Close() }

var secretName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Secret returns the secret of that name: nbytes random bytes, drawn the first
// time it is asked for and the same ever after.
func (f *Folder) Secret(name string, nbytes int) ([]byte, error) {
	if !secretName.MatchString(name) || nbytes < 16 {
		return nil, fmt.Errorf("secret %q of %d bytes: want a lower-case name and at least 16 bytes", name, nbytes)
	}
	path := f.Path("secrets", name)
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		secret := make([]byte, nbytes)
		_, _ = rand.Read(secret) // never fails: it would end the program
		return secret, writeOnce(path, hex.EncodeToString(secret))
	}
	if err != nil {
		return nil, fmt.Errorf("read secret %s: %w", name, err)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(secret) != nbytes {
		return nil, problem(err, "密钥文件 %s 已损坏（应为 %d 字节），请从备份恢复",
			"secret file %s is damaged (want %d bytes); restore it from a backup", path, nbytes)
	}
	return secret, nil
}

// writeOnce writes a small file so that a crash leaves either all of it or none.
func writeOnce(path, text string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	temporary, err := os.CreateTemp(filepath.Dir(path), ".new-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	if _, err = temporary.WriteString(text + "\n"); err == nil {
		err = temporary.Sync()
	}
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return err
	}
	directory, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() { _ = directory.Close() }()
	return directory.Sync()
}
