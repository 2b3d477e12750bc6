module VaeFunctional.FSharp.Tests.Law

open FsCheck
open FsCheck.FSharp
open VaeFunctional

/// Runs a property; a failure prints the seed and the shrunk example.
let holds (examples: Gen<'T>) (law: 'T -> bool) =
    Check.One(Config.QuickThrowOnFailure, Prop.forAll (Arb.fromGen examples) law)

/// Matrices of one to four rows and columns of readable numbers, in both precisions.
let matrices =
    gen {
        let! rows = Gen.choose (1, 4)
        let! columns = Gen.choose (1, 4)
        let! tenths = Gen.choose (-30, 30) |> Gen.arrayOfLength (rows * columns)
        let! precision = Gen.elements [ Precision.Single; Precision.Double ]

        return
            Tensor.FromArray(tenths |> Array.map (fun tenth -> float tenth / 10.0), Shape(rows, columns)).To precision
    }
