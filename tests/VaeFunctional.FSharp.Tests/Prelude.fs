module VaeFunctional.FSharp.Tests.Prelude
