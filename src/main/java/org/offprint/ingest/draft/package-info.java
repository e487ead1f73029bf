/** Bodies of records as readers of formats fill them, and how they are made to fit. */
package org.offprint.ingest.draft;
