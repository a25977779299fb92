"""Writes the files beside this script as Keras lays them out. Needs h5py and NumPy, not Keras."""
import h5py
import numpy

BATCH_NORM = ["gamma", "beta", "moving_mean", "moving_variance"]
# class, name, and the variables with their shapes, in the order in which Keras saves them
LAYERS = [
    ("depthwise_conv2d", "dw", [("kernel", (3, 3, 8, 1))]),
    ("batch_normalization", "dw_bn", [(name, (8,)) for name in BATCH_NORM]),
    ("separable_conv2d", "sep", [("depthwise_kernel", (3, 3, 8, 1)), ("pointwise_kernel", (1, 1, 8, 16))]),
    ("batch_normalization", "sep_bn", [(name, (16,)) for name in BATCH_NORM]),
    ("conv2d", "head", [("kernel", (1, 1, 16, 16)), ("bias", (16,))]),
    ("dense", "classes", [("kernel", (16, 10)), ("bias", (10,))]),
]


def numbers(name, shape):
    seed = sum(name.encode())
    values = [((i + 1) * 2654435761 + seed * 40503) % 65521 / 65536 - 0.5 for i in range(int(numpy.prod(shape)))]
    array = numpy.array(values, numpy.float32).reshape(shape)
    return abs(array) + numpy.float32(0.5) if name.endswith(("gamma", "moving_variance")) else array


def variables():
    for kind, layer, shapes in LAYERS:
        yield kind, layer, [(name, numbers(layer + "/" + name, shape)) for name, shape in shapes]


def vars_group(parent, name):
    group = parent.create_group("vars")
    group.attrs["name"] = name
    return group


class Container:
    """A group of layers, each named by its class and a number."""

    def __init__(self, parent):
        self.parent = parent
        self.used = {}

    def layer(self, kind, name, arrays):
        number = self.used.setdefault(kind, 0)
        self.used[kind] += 1
        group = self.parent.create_group(f"{kind}_{number}" if number else kind)
        store = vars_group(group, name)
        for i, array in enumerate(arrays):
            store[str(i)] = array
        return group


def keras3():
    with h5py.File("small.weights.h5", "w") as file:
        vars_group(file, "small")
        layers = Container(file.create_group("layers"))
        layers.layer("input_layer", "image", [])
        for kind, name, arrays in variables():
            layers.layer(kind, name, [array for _, array in arrays])
        optimizer = file.create_group("optimizer")
        store = vars_group(optimizer, "sgd")
        store["0"] = numpy.int64(7)
        store["1"] = numpy.float32(0.01)


def keras2():
    with h5py.File("small_keras2.h5", "w") as file:
        file.attrs["keras_version"] = b"2.15.0"
        file.attrs["backend"] = b"tensorflow"
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [b"image"] + [name.encode() for _, name, _ in variables()]
        group.create_group("image").attrs["weight_names"] = []
        for kind, layer, arrays in sorted(variables(), key=lambda each: each[1]):
            of_layer = group.create_group(layer)
            names = [layer + "/" + ("depthwise_kernel" if kind == "depthwise_conv2d" else name) + ":0"
                     for name, _ in arrays]
            encoded = [name.encode() for name in names]
            # h5py 2 stored texts in the attribute, h5py 3 stores them outside.
            of_layer.attrs["weight_names"] = numpy.array(encoded) if kind == "batch_normalization" else encoded
            for name, (_, array) in zip(names, arrays):
                of_layer.create_dataset(name, array.shape, dtype=array.dtype)[:] = array
        group.create_group("top_level_model_weights").attrs["weight_names"] = []
        optimizer = file.create_group("optimizer_weights")
        optimizer.attrs["weight_names"] = [b"SGD/iter:0"]
        optimizer["SGD/iter:0"] = numpy.int64(7)


def npz():
    arrays = {layer + "/" + name: array for _, layer, of_layer in variables() for name, array in of_layer}
    numpy.savez("small.npz", **arrays)


def odd():
    """What can be in a file of Keras, or of another program, beside weights that can be read."""
    ramp = numpy.arange(6, dtype="<f4").reshape(2, 3)
    with h5py.File("odd.weights.h5", "w") as file:
        layers = Container(file.create_group("layers"))
        arrays = [ramp.astype("<f8") / 3, ramp.astype(">f4"), ramp.astype("<f2"), ramp.astype("<i8"),
                  numpy.full((2, 3), 1e300)]
        store = layers.layer("my_layer", "mine", arrays)["vars"]
        store.create_dataset("5", data=ramp, chunks=(1, 3), compression="gzip")
        store.create_dataset("6", (2, 3), "<f4")
        layers.layer("dense", "twice", [ramp])
        layers.layer("dense", "twice", [ramp])
        layers.layer("batch_normalization", "unscaled", [ramp[0], ramp[1], ramp[1] + 1])
        inner = layers.layer("functional", "inner", [])
        Container(inner.create_group("layers")).layer("conv2d", "nested", [ramp.reshape(1, 1, 2, 3)])
        file["layers/inside_itself"] = file["layers"]
        file["layers/soft"] = h5py.SoftLink("/layers/dense")
        file["layers/external"] = h5py.ExternalLink("small.weights.h5", "/layers")


keras3()
keras2()
npz()
odd()
