package org.offprint.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.ReferenceManager;

/** What searches see of an index: both its parts at the same moment, so that nothing is missed or met twice between them. */
final class Views extends ReferenceManager<View> {

    Views(Part published, Part working, Mapping mapping) throws IOException {
        DirectoryReader first = published.read();
        try {
            current = new View(first, working.read(), mapping);
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    @Override
    protected View refreshIfNeeded(View present) throws IOException {
        return present.next();
    }

    @Override
    protected boolean tryIncRef(View view) {
        return view.tryHold();
    }

    @Override
    protected void decRef(View view) throws IOException {
        view.letGo();
    }

    @Override
    protected int getRefCount(View view) {
        return view.holders();
    }
}
