-- Run by others.sh: opens a draft with the configuration we ship, and does what a person would.
local function run()
  local function until_true(what, condition)
    assert(vim.wait(20000, condition, 20), "timed out: " .. what)
  end
  until_true("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  local first = vim.diagnostic.get(0)[1]
  assert(first.source == "copydesk", vim.inspect(first))
  local function ask(method, params)
    local answers, trouble = vim.lsp.buf_request_sync(0, method, params, 20000)
    for _, answer in pairs(answers or {}) do
      if answer.result then return answer.result end
    end
    error(method .. ": " .. (trouble or "no answer"))
  end
  local line = vim.fn.search("Sousa said", "w")
  local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"))
  assert(hover.contents.value:find("Ana Sousa", 1, true), hover.contents.value)
  -- What is learnt is asked at rest.
  until_true("a judgement", function()
    for _, d in ipairs(vim.diagnostic.get(0)) do
      if d.message:find("states an assessment", 1, true) then return true end
    end
    return false
  end)
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
  assert(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"):find("{.note kind=query", 1, true), "not annotated")
  until_true("the open query", function()
    for _, d in ipairs(vim.diagnostic.get(0)) do
      if d.code == "open-note" then return true end
    end
    return false
  end)
end
local ok, trouble = pcall(run)
if not ok then
  io.stderr:write(tostring(trouble) .. "\n")
  vim.cmd("cquit 1")
end
io.stdout:write("neovim: 1 passed, 0 failed\n")
vim.cmd("qall!")
