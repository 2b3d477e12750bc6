// The widths of vectors, in bits, that this processor does not have.
open System.Runtime.Intrinsics

[ 512, Vector512.IsHardwareAccelerated
  256, Vector256.IsHardwareAccelerated
  128, Vector128.IsHardwareAccelerated ]
|> List.filter (snd >> not)
|> List.iter (fst >> printfn "%d")
