"""read.py TRAINING TEST ALPHABET WIDTH HEIGHT CPU_SECONDS NETWORK

Trains a small network on pictures for so long, and tells what share of the letters and of the whole pictures of the
test set it reads. NETWORK: `cells` cuts the picture into as many equal cells as it has letters; `sequence` slides over
the whole picture (CTC), and has to find the letters itself. Needs Debian's python3-torch; libopenblas0 makes it faster.
"""

import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

training, test, alphabet, width, height, seconds, kind = sys.argv[1:]
width, height, seconds = int(width), int(height), float(seconds)
torch.manual_seed(1)
torch.set_num_threads(1)
LETTERS, KINDS, RATE = 6, len(alphabet), 2e-3


def load(name):
    pictures = numpy.fromfile(name + ".pictures", dtype=numpy.uint8).reshape(-1, 1, height, width)
    letters = numpy.fromfile(name + ".letters", dtype=numpy.uint8).reshape(-1, LETTERS)
    index = numpy.zeros(256, dtype=numpy.int64)
    for place, letter in enumerate(alphabet.encode()):
        index[letter] = place
    # A third of the size still tells strokes apart, and costs a ninth.
    return F.avg_pool2d(torch.from_numpy(pictures).float() / 3, 3), torch.from_numpy(index[letters])


def layers(*sizes, stride):
    for kernel, (before, after) in zip((5, 3), zip(sizes, sizes[1:])):
        yield nn.Conv2d(before, after, kernel, stride=2 if kernel == 5 else stride, padding=kernel // 2)
        yield nn.BatchNorm2d(after)
        yield nn.ReLU()


class Cells(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.cell = shape[2] / LETTERS
        self.reach = int(self.cell * 0.75)  # wider than a cell by half: letters lean out of theirs
        self.see = nn.Sequential(*layers(1, 16, 32, stride=2), nn.Flatten())
        size = self.see(torch.zeros(2, 1, shape[1], 2 * self.reach)).shape[1]
        self.tell = nn.Sequential(nn.Linear(size, 128), nn.ReLU(), nn.Linear(128, KINDS))

    def forward(self, pictures):
        padded = F.pad(pictures, (self.reach, self.reach))
        starts = [int((place + 0.5) * self.cell) for place in range(LETTERS)]
        crops = torch.stack([padded[..., start:start + 2 * self.reach] for start in starts], 1)
        return self.tell(self.see(crops.flatten(0, 1)))

    def loss(self, pictures, letters):
        return F.cross_entropy(self(pictures), letters.flatten())

    def read(self, pictures):
        return self(pictures).argmax(1).view(-1, LETTERS).tolist()


class Sequence(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.see = nn.Sequential(*layers(1, 16, 32, stride=(2, 1)))
        rows = self.see(torch.zeros(2, *shape)).shape[2]
        self.tell = nn.Sequential(
            nn.Conv1d(32 * rows, 96, 7, padding=3), nn.BatchNorm1d(96), nn.ReLU(), nn.Conv1d(96, KINDS + 1, 3, padding=1))

    def forward(self, pictures):
        return self.tell(self.see(pictures).flatten(1, 2)).permute(2, 0, 1).log_softmax(2)

    def loss(self, pictures, letters):
        told = self(pictures)
        lengths = [torch.full((len(letters),), length) for length in (told.shape[0], LETTERS)]
        return F.ctc_loss(told, letters, *lengths, blank=KINDS)

    def read(self, pictures):
        for row in self(pictures).argmax(2).T.tolist():
            runs = [kind for kind, before in zip(row, [KINDS] + row) if kind != before and kind != KINDS]
            yield (runs + [KINDS] * LETTERS)[:max(LETTERS, len(runs))]


train_pictures, train_letters = load(training)
test_pictures, test_letters = load(test)
network = {"cells": Cells, "sequence": Sequence}[kind](train_pictures.shape[1:])
optimizer = torch.optim.Adam(network.parameters(), lr=RATE)
started = time.process_time()


def spent():
    return (time.process_time() - started) / seconds


while spent() < 1:
    network.train()
    for chosen in torch.randperm(len(train_pictures)).split(64):
        if spent() >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * max(0.02, 1 - spent())
        optimizer.zero_grad()
        network.loss(train_pictures[chosen], train_letters[chosen]).backward()
        optimizer.step()

network.eval()
with torch.no_grad():
    read = [each for part in test_pictures.split(250) for each in network.read(part)]
wanted = test_letters.tolist()
letters = sum(one == other for got, want in zip(read, wanted) for one, other in zip(got, want))
print(letters / (LETTERS * len(wanted)), sum(got == want for got, want in zip(read, wanted)) / len(wanted))
