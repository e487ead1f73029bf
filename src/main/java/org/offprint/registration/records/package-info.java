/** Records as they are to be registered: what is published of them now, and what keeps them from being registered. */
package org.offprint.registration.records;
