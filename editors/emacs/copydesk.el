;;; copydesk.el --- Read news drafts with copydesk through Eglot -*- lexical-binding: t -*-
;; Emacs 29, or an earlier one with Eglot from a package archive.  M-x eglot in a draft starts it.
(require 'eglot)
(add-to-list 'eglot-server-programs
             `((text-mode markdown-mode) . (,(or (getenv "COPYDESK") "copydesk") "lsp")))
(provide 'copydesk)
;;; copydesk.el ends here
