/** Bulk exports of all published records as one file. */
package org.offprint.web.harvest.bulk;
