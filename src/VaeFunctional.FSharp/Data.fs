namespace VaeFunctional.FSharp

open VaeFunctional

/// Binary images as text (.amat).
[<RequireQualifiedAccess>]
module BinarizedText =

    /// <summary>Writes images; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists; compressed when its name ends in .gz.</param>
    /// <param name="images">Zeros and ones, <c>[count, columns]</c>, at least one of each.</param>
    /// <exception cref="T:System.ArgumentException">The tensor is not a matrix, is empty, or contains another number.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let write (path: string) (images: Tensor) = BinarizedText.Write(path, images)

/// Images and labels in the format of MNIST.
[<RequireQualifiedAccess>]
module Idx =

    /// <summary>Writes images as unsigned bytes: an intensity becomes the nearest multiple of 1/255.</summary>
    /// <param name="path">The file, replaced if it exists; compressed when its name ends in .gz.</param>
    /// <param name="images">The images.</param>
    /// <exception cref="T:System.ArgumentException">An intensity is NaN or outside [0, 1].</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let writeImages (path: string) (images: ImageSet) = Idx.WriteImages(path, images)

    /// <summary>Writes labels as unsigned bytes.</summary>
    /// <param name="path">The file, replaced if it exists; compressed when its name ends in .gz.</param>
    /// <param name="labels">The labels, each from 0 to 255.</param>
    /// <exception cref="T:System.ArgumentException">A label is outside 0 to 255.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let writeLabels (path: string) (labels: Labels) = Idx.WriteLabels(path, labels)

/// Arrays in the format of NumPy.
[<RequireQualifiedAccess>]
module Npy =

    /// <summary>Writes the bytes that <c>numpy.save</c> writes for an array of float32 or float64.</summary>
    /// <param name="path">The file, replaced if it exists; compressed when its name ends in .gz.</param>
    /// <param name="values">The numbers, any shape, stored in the tensor's precision.</param>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let write (path: string) (values: Tensor) = Npy.Write(path, values)

/// Several named arrays in one file, in the format of NumPy.
[<RequireQualifiedAccess>]
module Npz =

    /// <summary>Writes arrays, not compressed, in the order of their names; the same arrays give the same bytes.</summary>
    /// <param name="path">The file, replaced if it exists; by convention its name ends in .npz.</param>
    /// <param name="tensors">The arrays, without metadata, which the format cannot hold.</param>
    /// <exception cref="T:System.ArgumentException">There is metadata, or a name is longer than zip allows.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let write (path: string) (tensors: NamedTensors) = Npz.Write(path, tensors)
