/// The facade as a program sees it.
module VaeFunctional.FSharp.Tests.Reflected

open System.Reflection

/// All modules of the facade.
let modules = Assembly.Load("VaeFunctional.FSharp").GetExportedTypes()

/// The functions and patterns of a module.
let functionsOf name =
    (modules |> Array.find (fun it -> it.Name = name)).GetMethods(BindingFlags.Static ||| BindingFlags.Public)
