namespace VaeFunctional;

/// <summary>Arrays kept for reuse, by their exact length.</summary>
internal sealed class ArrayShelves<T>
{
    private readonly Dictionary<int, Shelf> shelves = [];
    private readonly List<int> unused = [];

    /// <summary>An array whose elements are undefined.</summary>
    public T[] Rent(int length)
    {
        if (!shelves.TryGetValue(length, out var shelf))
            shelves[length] = shelf = new Shelf();
        return shelf.Rent(length);
    }

    /// <summary>Lets an array go to its new owner, if it is rented and nobody has it yet.</summary>
    public bool GiveUp(T[] array) => shelves.TryGetValue(array.Length, out var shelf) && shelf.GiveUp(array);

    /// <summary>Takes back all that is rented. What was not needed since the last time is let go, so that odd lengths do not pile up.</summary>
    public void TakeBack()
    {
        foreach (var (length, shelf) in shelves)
        {
            if (shelf.TakeBack() == 0)
                unused.Add(length);
        }

        foreach (var length in unused)
            shelves.Remove(length);
        unused.Clear();
    }

    /// <summary>Arrays of one length; those in front are rented.</summary>
    private sealed class Shelf
    {
        private readonly List<T[]> arrays = [];
        private int rented;

        public T[] Rent(int length)
        {
            if (rented == arrays.Count)
                arrays.Add(GC.AllocateUninitializedArray<T>(length));
            return arrays[rented++];
        }

        public bool GiveUp(T[] array)
        {
            var place = arrays.IndexOf(array, 0, rented);
            if (place < 0)
                return false;
            arrays.RemoveAt(place);
            rented--;
            return true;
        }

        /// <summary>The number of arrays that are left: those that were rented.</summary>
        public int TakeBack()
        {
            arrays.RemoveRange(rented, arrays.Count - rented);
            rented = 0;
            return arrays.Count;
        }
    }
}
