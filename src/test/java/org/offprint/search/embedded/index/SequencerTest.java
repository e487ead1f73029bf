package org.offprint.search.embedded.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequencerTest {

    @Test
    void the_sequencer_runs_the_turns_of_several_threads_in_order() throws InterruptedException {
        Sequencer sequencer = new Sequencer();
        List<Long> begun = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (long turn = 0; turn < 500; turn++) {
            long own = turn;
            threads.execute(() -> {
                sequencer.await(own);
                begun.add(own);
                sequencer.pass(own);
                // A thread passes its turn several times, once for each field of a document.
                sequencer.pass(own);
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        assertEquals(LongStream.range(0, 500).boxed().toList(), begun);
    }
}
