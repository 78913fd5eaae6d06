"""Teaching a reader windows of tokens whose judged sentences have a wanted answer, and asking it."""
import random
import time

import torch
import torch.nn.functional as F

BUDGET = 4096  # tokens of a batch, padding counted in
HIDDEN = 103  # a word that is withheld
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def batches(windows, shuffle, budget=BUDGET):
    """Windows of like length together, so that little is padding; in random order where they are learnt from."""
    order, length = list(range(len(windows))), lambda n: len(windows[n]["tokens"])
    if shuffle:
        random.shuffle(order)
        order = [n for i in range(0, len(order), 512) for n in sorted(order[i:i + 512], key=length)]
    else:
        order.sort(key=length)
    groups, group, longest = [], [], 0
    for n in order:
        longest_then = max(longest, length(n))
        if group and longest_then * (len(group) + 1) > budget:
            groups.append(group)
            group, longest_then = [], length(n)
        group, longest = group + [n], longest_then
    groups += [group] if group else []
    if shuffle:
        random.shuffle(groups)
    return groups


def tensors(windows, group, device):
    part = [windows[n] for n in group]
    longest = max(len(w["tokens"]) for w in part)
    ids, mask = torch.zeros(len(part), longest, dtype=torch.long), torch.zeros(len(part), longest)
    spans = []
    for row, w in enumerate(part):
        ids[row, :len(w["tokens"])] = torch.tensor(w["tokens"])
        mask[row, :len(w["tokens"])] = 1
        spans += [(row, j["start"], j["end"]) for j in w["judged"]]
    return ids.to(device), mask.to(device), torch.tensor(spans).to(device), [j for w in part for j in w["judged"]]


def teach(reader, windows, epochs, rate, log, keep=None, warm=0.05, least=0.0, hide_marks=0.0, budget=BUDGET):
    """Each judged sentence of a window has `p` over the labels, `k` over the kinds and a `weight`. `windows` may be a function that gives
    those of an epoch."""
    device = next(reader.parameters()).device
    of_epoch = windows if callable(windows) else (lambda _: windows)
    plans = []
    for epoch in range(epochs):
        ws = of_epoch(epoch)
        plans.append((ws, batches(ws, True, budget)))
    steps, done, began, told = sum(len(g) for _, g in plans), 0, time.time(), time.time()
    body = [p for n, p in reader.named_parameters() if n.startswith("enc.")]
    heads = [p for n, p in reader.named_parameters() if not n.startswith("enc.")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 12 * rate}], weight_decay=0.01, fused=True)
    slope = lambda s: min(1, (s + 1) / (warm * steps + 1)) * (least + (1 - least) * max(0.0, 1 - s / steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    mean, tokens = 0.0, 0
    for ws, groups in plans:
        reader.train()
        for group in groups:
            ids, mask, spans, judged = tensors(ws, group, device)
            # A word withheld now and then, and now and then a mark.
            chance = torch.rand(ids.shape, device=device)
            ids = ids.masked_fill((chance < 0.06) & (ids > HIDDEN), HIDDEN)
            if hide_marks:
                ids = ids.masked_fill((chance > 1 - hide_marks) & (ids > 0) & (ids < 20), HIDDEN)
            with torch.autocast(device.type, torch.bfloat16):
                a, b = reader(ids, mask, spans)
            p, k = (torch.tensor([j[part] for j in judged], device=device) for part in "pk")
            ask = p[:, 3] + p[:, 4]
            weight = (1 + ask) * torch.tensor([j["weight"] for j in judged], device=device)
            loss = (-(p * a.float().log_softmax(-1)).sum(-1) * weight).sum() / weight.sum()
            kinds = F.binary_cross_entropy_with_logits(b.float(), k, reduction="none").mean(-1)
            loss = loss + 0.3 * (kinds * ask).sum() / ask.sum().clamp(min=1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done, tokens = done + 1, tokens + sum(len(ws[n]["tokens"]) for n in group)
            mean = loss.item() if done == 1 else 0.98 * mean + 0.02 * loss.item()
            if time.time() - told > 60:
                told = time.time()
                log(f"{done}/{steps} loss {mean:.4f} {tokens / (told - began):.0f} tokens/s {told - began:.0f}s")
                if keep:
                    keep(reader)
    log(f"taught {steps} steps, {tokens} tokens, {time.time() - began:.0f}s, loss {mean:.4f}")
    return reader


def ask(reader, windows):
    """What a reader thinks of each judged sentence: those of a window in its order."""
    answers = [None] * len(windows)
    reader.eval()
    device = next(reader.parameters()).device
    with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
        for group in batches(windows, False, 16384):
            ids, mask, spans, _ = tensors(windows, group, device)
            a, b = reader(ids, mask, spans)
            a, b = a.float().softmax(-1).tolist(), b.float().sigmoid().tolist()
            n = 0
            for w in group:
                count = len(windows[w]["judged"])
                answers[w] = list(zip(a[n:n + count], b[n:n + count]))
                n += count
    return answers
