"""Signs that are no digit, as unit strokes. Those in HELD_OUT are never trained on: they measure how signs of a new kind are told."""
import numpy as np


def curve(points, closed=False, steps=60):
    """A smooth (Catmull-Rom) curve through points [n,2]."""
    p = np.asarray(points, float)
    p = np.concatenate((p[-1:], p, p[:2])) if closed else np.concatenate((p[:1], p, p[-1:]))
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        t = np.linspace(0, 1, max(steps // max(len(p) - 3, 1), 4))[:, None]
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate(out)


def _polygon(angles, radii):
    p = np.stack((np.cos(angles) * radii, np.sin(angles) * radii), 1)
    return np.concatenate((p, p[:1]))


def scribble(rng):
    return [curve(rng.random((rng.integers(8, 22), 2)), steps=160)]


def chords(rng):
    return [rng.random((2, 2)) for _ in range(rng.integers(5, 11))]


def zigzag(rng):
    n = int(rng.integers(6, 14))
    y = np.arange(n) % 2 + rng.normal(0, 0.1, n)
    return [np.stack((np.arange(n) / n * rng.uniform(0.8, 3), y), 1)]


def hatch(rng):
    n, slant = int(rng.integers(4, 9)), rng.uniform(-0.5, 0.5)
    return [np.array([[i / n, 0], [i / n + slant, 1]]) + rng.normal(0, 0.03, (2, 2)) for i in range(n)]


def spiral(rng):
    t = np.linspace(0, rng.uniform(2.6, 5) * 2 * np.pi, 160)
    return [np.stack((np.cos(t) * t, np.sin(t) * t * rng.uniform(0.7, 1.3)), 1)]


def star(rng):
    n = int(rng.integers(4, 8))
    angles = np.arange(2 * n) * np.pi / n + rng.uniform(0, 1)
    return [_polygon(angles, np.where(np.arange(2 * n) % 2, rng.uniform(0.3, 0.6), 1) + rng.normal(0, 0.04, 2 * n))]


def asterisk(rng):
    n = int(rng.integers(3, 6))
    angles = np.arange(n) * np.pi / n + rng.normal(0, 0.08, n)
    return [np.array([[-np.cos(a), -np.sin(a)], [np.cos(a), np.sin(a)]]) * rng.uniform(0.8, 1) for a in angles]


def crown(rng):
    n = int(rng.integers(3, 6))
    top = [(i / (2 * n), 0.1 * rng.random() if i % 2 == 0 else rng.uniform(0.3, 0.5)) for i in range(2 * n + 1)]
    return [np.array([(0, 1), *top, (1, 1), (0, 1)]) * (1, rng.uniform(0.6, 0.9))]


def heart(rng):
    t = np.linspace(0, 2 * np.pi, 60) + rng.uniform(-0.3, 0.3)
    return [np.stack((16 * np.sin(t) ** 3 * rng.uniform(0.8, 1.2), -13 * np.cos(t) + 5 * np.cos(2 * t) + 2 * np.cos(3 * t) + np.cos(4 * t)), 1)]


def boxed(rng):
    """A rectangle with something in it: a cross, a bar, a dot."""
    kind, h = rng.integers(5), rng.uniform(0.6, 1.4)
    h = min(h, 1.1) if kind == 4 else h  # empty and upright, it is a nought of square pixels
    box = np.array([[0, 0], [1, 0], [1, h], [0, h], [0, 0]], float) + rng.normal(0, 0.03, (5, 2))
    inner = [[np.array([[0, 0], [1, h]]), np.array([[1, 0], [0, h]])], [np.array([[0, h / 2], [1, h / 2]])], [np.array([[0.5, 0], [0.5, h]])],
             [np.array([[0.5, h / 2], [0.51, h / 2]])], []]
    return [box] + inner[kind]


def triangle(rng):
    return [_polygon(np.arange(3) * 2.1 + rng.uniform(0, 6.3) + rng.normal(0, 0.15, 3), np.ones(3))]


def cross(rng):
    a = np.pi / 4 + rng.normal(0, 0.15) if rng.random() < 0.5 else rng.normal(0, 0.1)
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    return [np.array([[-1, 0], [1, 0]]) @ turn, np.array([[0, -1], [0, 1]]) @ turn * rng.uniform(0.8, 1.2)]


def hash_mark(rng):
    g, s = rng.uniform(0.25, 0.4), rng.normal(0, 0.08)
    return [np.array([[g, 0], [g + s, 1]]), np.array([[1 - g, 0], [1 - g + s, 1]]), np.array([[0, g], [1, g]]), np.array([[0, 1 - g], [1, 1 - g]])]


def arrow(rng):
    a, head = rng.uniform(0, 2 * np.pi), rng.uniform(0.25, 0.45)
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    return [np.array([[-1, 0], [1, 0]]) @ turn, np.array([[1 - head, -head], [1, 0], [1 - head, head]]) @ turn]


def wave(rng):
    t = np.linspace(0, rng.uniform(2.2, 5) * 2 * np.pi, 120)
    return [np.stack((t / 6, np.sin(t) * rng.uniform(0.3, 0.9)), 1)]


def equals(rng):
    g = rng.uniform(0.2, 0.5)
    return [np.array([[0, 0], [1, 0]]) + rng.normal(0, 0.04, (2, 2)), np.array([[0, g], [1, g]]) + rng.normal(0, 0.04, (2, 2))]


def dots(rng):
    return [np.repeat(rng.random((1, 2)), 2, 0) + [[0, 0], [0.01, 0]] for _ in range(rng.integers(2, 12))]


def face(rng):
    t = np.linspace(0, 2 * np.pi, 50)
    eye = lambda x: np.array([[x, -0.3], [x + 0.02, -0.25]])
    return [np.stack((np.cos(t), np.sin(t)), 1), eye(-0.35), eye(0.35), np.stack((np.cos(t[5:20]) * 0.6, np.sin(t[5:20]) * 0.55), 1)]


def _circle(x, y, r, n=30):
    t = np.linspace(0, 2 * np.pi, n)
    return np.stack((x + r * np.cos(t), y + r * np.sin(t)), 1)


def percent(rng):
    r = rng.uniform(0.12, 0.22)
    return [_circle(0.2, 0.2, r), np.array([[1, 0], [0, 1]]) + rng.normal(0, 0.05, (2, 2)), _circle(0.8, 0.8, r)]


def coil(rng):
    t = np.linspace(0, rng.uniform(3, 6) * 2 * np.pi, 150)
    return [np.stack((np.cos(t) * rng.uniform(0.6, 1.2) + t / rng.uniform(5, 10), np.sin(t)), 1)]


def flower(rng):
    t, k = np.linspace(0, 2 * np.pi, 120), int(rng.integers(3, 7))
    r = rng.uniform(0.5, 0.7) + rng.uniform(0.25, 0.5) * np.cos(k * t)
    return [np.stack((r * np.cos(t), r * np.sin(t)), 1)] + ([_circle(0, 0, 0.15)] if rng.random() < 0.4 else [])


def sun(rng):
    n, turn = int(rng.integers(5, 11)), rng.uniform(0, 6.3)
    rays = [np.array([[np.cos(a), np.sin(a)]]) * [[0.65], [1.0]] for a in turn + np.arange(n) * 2 * np.pi / n]
    return [_circle(0, 0, 0.5)] + rays


def house(rng):
    h = rng.uniform(0.6, 1.1)
    return [np.array([[0, 0], [1, 0], [1, h], [0, h], [0, 0]]), np.array([[-0.1, 0], [0.5, -rng.uniform(0.3, 0.8)], [1.1, 0]])]


def lightning(rng):
    return [np.array([[0.6, 0], [0.1, 0.55], [0.5, 0.5], [0.2, 1.1], [0.8, 0.35], [0.45, 0.4], [0.6, 0]]) + rng.normal(0, 0.03, (7, 2))]


def stick_man(rng):
    arm = rng.uniform(-0.3, 0.3, 2)
    return [_circle(0, -0.8, 0.25), np.array([[0, -0.55], [0, 0.3]]), np.array([[-0.5, arm[0]], [0, -0.3], [0.5, arm[1]]]),
            np.array([[-0.4, 1], [0, 0.3], [0.4, 1]])]


def grid(rng):
    n, m = rng.integers(3, 6, 2)
    return [np.array([[i / (n - 1), 0], [i / (n - 1), 1]]) for i in range(n)] + [np.array([[0, j / (m - 1)], [1, j / (m - 1)]]) for j in range(m)]


def question(rng):
    hook = curve(np.array([[0.1, 0.3], [0.3, 0.05], [0.7, 0.05], [0.85, 0.35], [0.5, 0.6], [0.5, 0.8]]) + rng.normal(0, 0.04, (6, 2)))
    return [hook, np.array([[0.5, 1.1], [0.51, 1.12]])]


def glyph(rng):
    """Signs of no script: three to five curves."""
    return [curve(rng.random((rng.integers(2, 5), 2)), steps=40) for _ in range(rng.integers(3, 6))]


TRAINED = (scribble, scribble, chords, zigzag, hatch, spiral, star, boxed, triangle, cross, hash_mark, arrow, equals, dots, face, glyph, glyph,
           percent, coil, flower, sun, house, lightning, stick_man, grid, question, heart)
HELD_OUT = (crown, asterisk, wave)
