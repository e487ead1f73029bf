package org.offprint.formats.writing;

import java.util.List;
import org.offprint.kernel.record.Reference;

/** Writes references in one export format, as a complete document. Implementations are pure functions. */
public interface ReferenceListWriter {

    String write(List<Reference> references);
}
