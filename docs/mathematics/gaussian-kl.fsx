(**
---
title: The KL divergence of Gaussians
category: Mathematics
categoryindex: 2
index: 4
---

# The KL divergence of Gaussians

For a diagonal Gaussian $q = N(\mu, \sigma^2)$ against $N(0, 1)$

$$\mathrm{KL}(q \| p) = \frac12 \left(\mu^2 + \sigma^2 - 1 - \log \sigma^2\right).$$
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let q =
    DiagonalGaussian(Tensor.FromArray(array2D [ [ 1.0; 0.0 ] ]), Tensor.FromArray(array2D [ [ 0.0; 0.0 ] ]))

q.KlToStandard().ToDoubles()
(*** include-it ***)

(*** hide ***)
let values = [ -2.0 .. 0.1..2.0 ]

SvgChart.Lines(
    ChartText("KL against the mean", "mean", "nats"),
    [ ChartSeries.Of("kl", values, values |> List.map (fun m -> m * m / 2.0)) ]
)
|> chart "The divergence is a parabola in the mean."
(*** include-it-raw ***)
