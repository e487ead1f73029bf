/** Registration services: accepted records, settings and the meaning of responses. */
package org.offprint.services.registration.targets;
