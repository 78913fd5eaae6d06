-- Run by others.sh: opens drafts with the configuration we ship, and does what a person would.
local passed = 0
local function until_true(what, condition)
  assert(vim.wait(30000, condition, 20), "timed out: " .. what)
end
local function ask(method, params)
  local answers, trouble = vim.lsp.buf_request_sync(0, method, params, 30000)
  for _, answer in pairs(answers or {}) do
    if answer.result then return answer.result end
  end
  error(method .. ": " .. (trouble or "no answer"))
end
local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end
local function has(condition)
  return function()
    for _, d in ipairs(vim.diagnostic.get(0)) do
      if condition(d) then return true end
    end
    return false
  end
end

local steps = {
  { "diagnostics", function()
    until_true("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
    assert(vim.diagnostic.get(0)[1].source == "copydesk", vim.inspect(vim.diagnostic.get(0)[1]))
  end },
  { "hover", function()
    vim.fn.search("Sousa said", "w")
    local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"))
    assert(hover.contents.value:find("Ana Sousa", 1, true), hover.contents.value)
  end },
  { "action", function()
    -- What is learnt is asked at rest.
    until_true("a judgement", has(function(d) return d.message:find("states an assessment", 1, true) end))
    vim.fn.search("As talks with", "w")
    local params = vim.lsp.util.make_range_params(0, "utf-16")
    params.context = { diagnostics = {} }
    for _, action in ipairs(ask("textDocument/codeAction", params)) do
      if action.title:find("Ask the reporter", 1, true) then
        local edit = action.edit or ask("codeAction/resolve", action).edit
        vim.lsp.util.apply_workspace_edit(edit, "utf-16")
        break
      end
    end
    assert(text():find("{.note kind=query", 1, true), "not annotated")
    until_true("the open query", has(function(d) return d.code == "open-note" end))
  end },
  { "rename", function()
    vim.fn.search("Sousa said", "w")
    local params = vim.lsp.util.make_position_params(0, "utf-16")
    params.newName = "Ana Soares"
    vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", params), "utf-16")
    assert(text():find("Soares", 1, true) and not text():find("Sousa", 1, true), "Sousa is still there")
  end },
  { "one server, whatever is opened and set", function()
    local buffer = vim.api.nvim_get_current_buf()
    local function settled()
      local before
      until_true("a draft at rest", function()
        local now = #vim.diagnostic.get(0)
        local same = now > 0 and now == before
        before = now
        vim.wait(600)
        return same
      end)
      return before
    end
    local before = settled()
    for _ = 1, 3 do
      vim.cmd("set filetype=text")
    end
    vim.cmd("edit second.txt")
    until_true("the second draft", function() return #vim.diagnostic.get(0) > 0 end)
    vim.cmd("edit ../other/deep/third.txt")
    until_true("the third draft", function() return #vim.diagnostic.get(0) > 0 end)
    assert(#vim.lsp.get_active_clients() == 1, #vim.lsp.get_active_clients() .. " servers")
    vim.api.nvim_set_current_buf(buffer)
    vim.cmd("set filetype=markdown")
    vim.cmd("set filetype=text")
    vim.wait(1500)
    assert(#vim.lsp.get_active_clients() == 1, #vim.lsp.get_active_clients() .. " servers after the file type was set")
    assert(settled() == before, #vim.diagnostic.get(0) .. " diagnostics where " .. before .. " were")
    -- Not through a shell: one that stays would be a process of that command line too.
    local processes = vim.fn.systemlist({ "pgrep", "-P", vim.fn.getpid(), "-f", vim.env.COPYDESK .. " lsp" })
    assert(#processes == 1, #processes .. " processes")
  end },
  { "a stopped server is started again", function()
    vim.lsp.stop_client(vim.lsp.get_active_clients(), true)
    until_true("the end", function() return #vim.lsp.get_active_clients() == 0 end)
    vim.cmd("set filetype=text")
    until_true("diagnostics again", function() return #vim.lsp.get_active_clients() == 1 and #vim.diagnostic.get(0) > 0 end)
  end },
  { "hints", function()
    if not vim.lsp.inlay_hint then return end
    vim.cmd("edit 2024-04-01-dated.txt")
    until_true("the dated draft", function() return #vim.diagnostic.get(0) > 0 end)
    vim.lsp.inlay_hint.enable(true)
    until_true("hints", function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0 end)
  end },
  { "what is no file is left alone", function()
    vim.cmd("enew")
    vim.cmd("set buftype=nofile filetype=text")
    vim.wait(200)
    assert(not next(vim.lsp.buf_get_clients(0)), "attached to a scratch buffer")
  end },
}
for _, step in ipairs(steps) do
  local ok, trouble = pcall(step[2])
  if not ok then
    io.stderr:write("neovim: " .. step[1] .. ": " .. tostring(trouble) .. "\n")
    vim.cmd("cquit 1")
  end
  passed = passed + 1
end
io.stdout:write("neovim " .. vim.version().major .. "." .. vim.version().minor .. ": " .. passed .. " passed, 0 failed\n")
vim.cmd("qall!")
