using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>A native library that offers the C interface to BLAS, loaded and set to compute on the calling thread alone.</summary>
internal sealed unsafe class CblasLibrary
{
    private static readonly string[] MklNames = OperatingSystem.IsWindows()
        ? ["mkl_rt.2.dll", "mkl_rt.dll"]
        : ["libmkl_rt.so", "libmkl_rt.so.2", "libmkl_rt.so.3", "libmkl_rt.2.dylib"];

    private static readonly string[] OpenBlasNames = OperatingSystem.IsWindows()
        ? ["libopenblas.dll", "openblas.dll"]
        : ["libopenblas.so.0", "libopenblas.so", "libopenblas.0.dylib"];

    private CblasLibrary(string name, nint handle)
    {
        Name = name;
        Sgemm = NativeLibrary.GetExport(handle, "cblas_sgemm");
        Dgemm = NativeLibrary.GetExport(handle, "cblas_dgemm");
    }

    public string Name { get; }

    /// <summary>
    /// The address of the function for float; its arguments are order, two transpositions, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc.
    /// </summary>
    public nint Sgemm { get; }

    /// <summary>The address of the function for double, with the same arguments.</summary>
    public nint Dgemm { get; }

    public static CblasLibrary LoadMkl()
    {
        const int sequential = 1;
        nint handle = Load("Intel MKL", MklNames, out string name);
        // Two OpenMP runtimes in a process give wrong numbers: the library runs without any, and this one divides the work.
        ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(handle, "MKL_Set_Threading_Layer"))(sequential);
        return new CblasLibrary($"Intel MKL ({name})", handle);
    }

    public static CblasLibrary LoadOpenBlas()
    {
        nint handle = Load("OpenBLAS", OpenBlasNames, out string name);
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(handle, "openblas_set_num_threads"))(1);
        return new CblasLibrary($"OpenBLAS ({name})", handle);
    }

    /// <summary>Whether MKL can be loaded, without setting anything.</summary>
    public static bool HasMkl() => MklNames.Any(name => NativeLibrary.TryLoad(name, out _));

    private static nint Load(string library, string[] names, out string found)
    {
        foreach (string name in names)
        {
            found = name;
            if (NativeLibrary.TryLoad(name, out nint handle))
                return handle;
        }
        throw new DllNotFoundException(
            $"{library} is not installed: none of {string.Join(", ", names)} is in the folders of the dynamic loader " +
            $"({(OperatingSystem.IsWindows() ? "PATH" : "LD_LIBRARY_PATH and the system's")}).");
    }
}
