/** The search index of the node that answers, for admins. */
package org.offprint.api.searchindex;
