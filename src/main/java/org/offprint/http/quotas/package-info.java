/** Quotas: how much of each class of work a client gets in a minute, counted in the memory of this node. */
package org.offprint.http.quotas;
