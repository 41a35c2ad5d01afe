#include "format/png.h"

#include <librsvg/rsvg.h>

#include "base/error.h"

#define MOST_IN_A_LINE 32767 /* cairo's */

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned len) {
  ro_text *out = ctx;
  ro_text_add(out, (ro_slice){(const char *)bytes, len});
  return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static bool paint(RsvgHandle *handle, cairo_surface_t *surface, size_t width, size_t height) {
  cairo_t *cairo = cairo_create(surface);
  const RsvgRectangle all = {0, 0, (double)width, (double)height};
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  bool painted = rsvg_handle_render_document(handle, cairo, &all, NULL) && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(cairo);
  return painted;
}

static readout_status draw(RsvgHandle *handle, ro_text *out, size_t width, readout_error *err) {
  double own_width = 0, own_height = 0;
  if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &own_width, &own_height) || own_width < 1 || own_height < 1)
    return ro_fail(err, READOUT_ERR_INPUT, "the picture has no size");
  if (width == 0) width = (size_t)own_width;
  size_t height = (size_t)((double)width * own_height / own_width + 0.5);
  if (width > MOST_IN_A_LINE || height > MOST_IN_A_LINE || width * height > RO_PNG_PIXELS)
    return ro_fail(err, READOUT_ERR_USAGE,
                   "a PNG of %zu by %zu pixels is too large: give a smaller --width, or ask for --format svg", width, height);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  bool drawn = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && paint(handle, surface, width, height) &&
               cairo_surface_write_to_png_stream(surface, take, out) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  return drawn ? READOUT_OK : ro_fail(err, READOUT_ERR_MEMORY, "a PNG of %zu by %zu pixels cannot be drawn", width, height);
}

readout_status ro_png(ro_text *out, ro_slice svg, size_t width, readout_error *err) {
  GError *why = NULL;
  GInputStream *stream = g_memory_input_stream_new_from_data(svg.ptr, (gssize)svg.len, NULL);
  RsvgHandle *handle = rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &why);
  readout_status status =
      handle ? draw(handle, out, width, err)
             : ro_fail(err, READOUT_ERR_INPUT, "the picture cannot be drawn: %s", why ? why->message : "no reason");
  if (handle) g_object_unref(handle);
  if (why) g_error_free(why);
  g_object_unref(stream);
  return status;
}
