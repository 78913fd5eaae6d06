-- For Neovim 0.7 to 0.10: `dofile` this in your init.lua. Neovim 0.11 and later have a shorter way: see README.md.
-- One server reads all drafts, whatever folders they lie in and however often a buffer's file type is set.
local started, folders = nil, {}

-- The desk of a draft: the nearest folder above it that has settings or people, else the draft's own.
local function desk_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  local above = folder
  while true do
    for _, name in ipairs({ "copydesk.toml", "people.yaml" }) do
      if vim.fn.filereadable(above .. "/" .. name) == 1 then
        return above
      end
    end
    local next = vim.fn.fnamemodify(above, ":h")
    if next == above then
      return folder
    end
    above = next
  end
end

vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("copydesk", { clear = true }),
  pattern = { "text", "markdown" },
  callback = function(event)
    if vim.bo[event.buf].buftype ~= "" then
      return
    end
    local root = desk_of(event.file)
    local client = started and vim.lsp.get_client_by_id(started)
    if not client or client.is_stopped() then
      started = vim.lsp.start_client({
        name = "copydesk",
        cmd = { vim.env.COPYDESK or "copydesk", "lsp" },
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      })
      folders = { [root] = true }
    elseif not folders[root] then
      folders[root] = true
      local added = { { uri = vim.uri_from_fname(root), name = root } }
      client.notify("workspace/didChangeWorkspaceFolders", { event = { added = added, removed = {} } })
    end
    if started then
      vim.lsp.buf_attach_client(event.buf, started)
    end
  end,
})
