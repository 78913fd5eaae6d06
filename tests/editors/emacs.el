;;; Run by others.sh: opens a draft with the configuration we ship, and does what a person would. -*- lexical-binding: t -*-
(package-initialize)
(load (expand-file-name "editors/emacs/copydesk.el" (getenv "COPYDESK_REPOSITORY")))
(require 'flymake)
(setq eglot-sync-connect 20 eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil)
(defvar passed 0)
(defun until (what condition)
  (let ((end (+ (float-time) 30)) result)
    (while (not (setq result (funcall condition)))
      (when (> (float-time) end) (error "Timed out: %s" what))
      (accept-process-output nil 0.05))
    result))
(defun ask (method params)
  ;; Deferred: what was typed is sent first.
  (jsonrpc-request (eglot--current-server-or-lose) method params :deferred method :timeout 30))
(defmacro step (name &rest body)
  `(condition-case trouble (progn ,@body (setq passed (1+ passed)))
     (error (message "emacs: %s: %s" ,name (error-message-string trouble)) (kill-emacs 1))))

(find-file (pop command-line-args-left))
(step "the hook starts it"
  (text-mode)
  ;; Eglot connects after the command that visited the file; there are no commands in batch.
  (run-hooks 'post-command-hook)
  (until "a connection" #'eglot-current-server)
  (eglot--maybe-activate-editing-mode))
(step "diagnostics"
  (flymake-mode 1)
  (flymake-start)
  (until "diagnostics" #'flymake-diagnostics))
(step "hover"
  (goto-char (point-min))
  (search-forward "Sousa said")
  (backward-word 2)
  (let* ((hover (ask :textDocument/hover (eglot--TextDocumentPositionParams)))
         (text (plist-get (plist-get hover :contents) :value)))
    (unless (string-match-p "Ana Sousa" text) (error "Hover says %s" text))))
(step "action"
  ;; What is learnt is asked at rest.
  (until "a judgement"
         (lambda () (seq-some (lambda (d) (string-match-p "source of this figure" (flymake-diagnostic-text d))) (flymake-diagnostics))))
  (goto-char (point-min))
  (search-forward "Some 1.2 million")
  (let* ((here (eglot--pos-to-lsp-position))
         (actions (ask :textDocument/codeAction
                       `(:textDocument ,(eglot--TextDocumentIdentifier) :range (:start ,here :end ,here) :context (:diagnostics []))))
         (query (seq-find (lambda (a) (string-match-p "Ask the reporter" (plist-get a :title))) actions)))
    (unless query (error "Not offered: %S" (mapcar (lambda (a) (plist-get a :title)) actions)))
    (eglot--apply-workspace-edit (or (plist-get query :edit) (plist-get (ask :codeAction/resolve query) :edit)) nil)
    (goto-char (point-min))
    (search-forward "{.note kind=")))
(step "rename"
  (goto-char (point-min))
  (search-forward "Sousa said")
  (backward-word 2)
  (eglot--apply-workspace-edit (ask :textDocument/rename (append (eglot--TextDocumentPositionParams) '(:newName "Ana Soares"))) nil)
  (goto-char (point-min))
  (search-forward "Soares said")
  (goto-char (point-min))
  (when (search-forward "Sousa" nil t) (error "Sousa is still there")))
(step "modes made from text-mode are left alone"
  (with-temp-buffer
    (setq buffer-file-name (expand-file-name "page.html"))
    (let (started)
      (cl-letf (((symbol-function 'eglot-ensure) (lambda () (setq started t))))
        (html-mode)
        (when started (error "It reads HTML, too"))
        (text-mode)
        (unless started (error "It does not read plain text")))
      (set-buffer-modified-p nil)
      (setq buffer-file-name nil))))
(eglot-shutdown (eglot--current-server-or-lose))
(message "emacs: %d passed, 0 failed" passed)
